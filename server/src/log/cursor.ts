import type { Cursor } from "../ports/log.ts";

/** The transaction that wrote an event, and its place among all that were written. */
export type Place = { xid: bigint; position: bigint };

const WIDTH = 16;

/** Both numbers in hexadecimal at full width, so that the order of the texts is the order of the places. */
export function cursorOf({ xid, position }: Place): Cursor {
  return `${hex(xid)}.${hex(position)}` as Cursor;
}

/** @throws Error for a text that no log has given out. */
export function placeOf(cursor: Cursor): Place {
  if (cursor === "") return { xid: 0n, position: 0n };
  const [, xid, position] = /^([0-9a-f]{16})\.([0-9a-f]{16})$/.exec(cursor) ?? [];
  if (xid === undefined || position === undefined) throw new Error(`${JSON.stringify(cursor)} is not a cursor of this log`);
  return { xid: BigInt(`0x${xid}`), position: BigInt(`0x${position}`) };
}

const hex = (number: bigint): string => number.toString(16).padStart(WIDTH, "0");
