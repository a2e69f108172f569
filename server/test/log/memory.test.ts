import { newId } from "../../src/lib/ids.ts";
import { memoryLog } from "../../src/log/memory.ts";
import { eventLogContract } from "./event-log-contract.ts";

eventLogContract("the log in memory", async () => ({ log: memoryLog(), tenant: async () => newId(), close: async () => {} }));
