import type { Route } from "@firstring/contract/routes/route.ts";
import { keepPreviousData, QueryClient, queryOptions } from "@tanstack/react-query";
import { call, type Given, list } from "./client.ts";
import { Problem } from "./problem.ts";

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: true,
      // A "no" stays a no; only silence and breakdowns are worth another try.
      retry: (count, problem) => count < 2 && !(problem instanceof Problem && problem.status >= 400 && problem.status < 500),
    },
  },
});

/** A query of a route, keyed by its id and what it was given: `[route.id]` reaches all queries of a route. */
export const one = <R extends Route>(route: R, given: Given<R>) =>
  queryOptions({ queryKey: [route.id, given] as const, queryFn: ({ signal }) => call(route, given, signal) });

/** A page of a list; while the next page loads, the last one stays. */
export const many = <R extends Route>(route: R, given: Given<R>) =>
  queryOptions({ queryKey: [route.id, given] as const, queryFn: ({ signal }) => list(route, given, signal), placeholderData: keepPreviousData });

/** Pages are this long when the whole list is wanted, and at most this many are read. */
const WHOLE = { page: 100, pages: 20 };

/** A whole list, where a screen shows all of it: a calendar's days, a menu. */
export const whole = <R extends Route>(route: R, given: Given<R>) =>
  queryOptions({
    queryKey: [route.id, given, "whole"] as const,
    queryFn: async ({ signal }) => {
      const { rows, pagination } = await list(route, { ...given, query: { ...queryOf(given), limit: WHOLE.page, offset: 0 } }, signal);
      for (let offset = rows.length; pagination.hasMore && offset < pagination.total && offset < WHOLE.page * WHOLE.pages; offset = rows.length) {
        const more = await list(route, { ...given, query: { ...queryOf(given), limit: WHOLE.page, offset } }, signal);
        if (more.rows.length === 0) break;
        rows.push(...more.rows);
      }
      return { rows, pagination };
    },
    placeholderData: keepPreviousData,
  });

const queryOf = (given: unknown): object => (given as { query?: object }).query ?? {};

/** Asks again for everything these routes gave. */
export const refreshed = (...routes: readonly Route[]): Promise<unknown> =>
  Promise.all(routes.map((route) => queries.invalidateQueries({ queryKey: [route.id] })));
