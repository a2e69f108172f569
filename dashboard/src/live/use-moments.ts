import { listCallEvents } from "@firstring/contract/routes/calls.ts";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { list } from "../api/client.ts";
import { queries } from "../api/queries.ts";
import { useHeard } from "./link.ts";
import { type Fact, momentsOf } from "./moments.ts";
import { factOf } from "./wire.ts";

const PAGE = 100;

const factsOf = (id: string) =>
  queryOptions({
    queryKey: [listCallEvents.id, { params: { id } }] as const,
    queryFn: async ({ signal }): Promise<Fact[]> => {
      const facts: Fact[] = [];
      for (;;) {
        const { rows, pagination } = await list(listCallEvents, { params: { id }, query: { limit: PAGE, offset: facts.length } }, signal);
        facts.push(...rows.map(factOf));
        if (!pagination.hasMore || rows.length === 0) return facts;
      }
    },
    staleTime: 60_000,
  });

/** A call moment by moment, from its facts; grows by itself while the call lives. */
export function useMoments(id: string | undefined) {
  const asked = factsOf(id ?? "");
  const query = useQuery({ ...asked, enabled: id !== undefined });
  useHeard("callEvent", (heard) => {
    if (heard.callId !== id) return;
    const facts = queries.getQueryData(asked.queryKey);
    if (facts !== undefined && heard.seq < facts.length) return;
    if (facts === undefined || heard.seq > facts.length) void queries.invalidateQueries({ queryKey: asked.queryKey });
    else queries.setQueryData(asked.queryKey, [...facts, factOf(heard)]);
  });
  const moments = useMemo(() => momentsOf(query.data ?? []), [query.data]);
  return { moments, query };
}
