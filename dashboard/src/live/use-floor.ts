import { listCalls } from "@firstring/contract/routes/calls.ts";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { many } from "../api/queries.ts";
import { useNow } from "../lib/now.ts";
import { useThrottled } from "../lib/throttle.ts";
import { type Floor, swept, withCall, withEvent } from "./floor.ts";
import { useHeard } from "./link.ts";

/** How long an ended call stays, so that one sees how it ended. */
const LINGER_MS = 9000;
/** However many calls change, the list is asked for at most this often. */
const REFETCH_MS = 1500;
/** More live calls than this are counted, and not shown as cards. */
const SHOWN = 100;

/** The live calls: asked for once, then kept by what the server tells. */
export function useFloor() {
  const live = useQuery({ ...many(listCalls, { query: { live: "true", limit: SHOWN, sortBy: "needsHelp" } }), refetchInterval: 30_000 });
  const [floor, setFloor] = useState<Floor>(new Map());
  const nowMs = useNow();

  useEffect(() => {
    if (live.data === undefined) return;
    const { rows } = live.data;
    setFloor((before) => {
      const here = new Set(rows.map(({ id }) => id));
      const kept: Floor = new Map([...before].filter(([id, { call }]) => here.has(id) || call.endedAt !== null));
      return rows.reduce((floor, call) => withCall(floor, call, Date.now()), kept);
    });
  }, [live.data]);
  useEffect(() => setFloor((before) => swept(before, nowMs - LINGER_MS)), [nowMs]);
  const again = useThrottled(() => void live.refetch(), REFETCH_MS);
  useHeard("callUpdate", again);
  useHeard("callEvent", ({ callId, event, at }) => setFloor((before) => withEvent(before, callId, event, Date.parse(at))));

  return { floor, total: Math.max(live.data?.pagination.total ?? 0, floor.size), query: live };
}
