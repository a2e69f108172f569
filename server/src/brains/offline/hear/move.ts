import type { Memory } from "../memory.ts";
import type { Reading } from "../read/reading.ts";
import type { Scene } from "../scene.ts";
import { theService } from "../scene.ts";
import { fill } from "./fill.ts";

/** The new day and time of a booking that is moved. */
export function hearMove(memory: Memory, reading: Reading, scene: Scene): boolean {
  const service = theService(scene, memory);
  const whenOnly: Reading = { ...reading, places: [], choices: [] };
  delete whenOnly.name;
  delete whenOnly.count;
  delete whenOnly.complaint;
  return service === undefined ? false : fill(memory, whenOnly, service, scene);
}
