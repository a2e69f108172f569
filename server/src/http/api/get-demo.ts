import { getDemo } from "@firstring/contract/routes/demo.ts";
import { endpoint } from "../endpoint.ts";
import { told } from "../hooks/demo.ts";

export default endpoint(getDemo, async (_, parts) => told(parts));
