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

/** Asks again for everything these routes gave. */
export const refreshed = (...routes: readonly Route[]): Promise<unknown> =>
  Promise.all(routes.map((route) => queries.invalidateQueries({ queryKey: [route.id] })));
