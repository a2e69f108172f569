import { z } from "zod";
import { byId } from "../schemas/common.ts";
import { agentInfo, byAgentId, callHistory, dailyQuery, dashboardCall, dashboardCallList, historyQuery } from "../schemas/dashboard.ts";
import { callMetrics, dailyMetrics, rangeQuery } from "../schemas/report.ts";
import { staff } from "../schemas/role.ts";
import { route } from "./route.ts";

const tag = "Dashboard";
/** One set of routes under two prefixes. */
const twice = <P extends string>(path: P) => ({ path: `/api/dashboard/${path}`, also: [`/dashboard/${path}`] });

export const getAgentInfo = route({
  id: "dashboard.agent_info",
  method: "GET",
  ...twice("agent-info/:agentId"),
  tag,
  summary: "An agent, in few words",
  who: staff,
  params: byAgentId,
  reply: agentInfo,
});

export const getCallHistory = route({
  id: "dashboard.call_history",
  method: "GET",
  ...twice("call-history/:agentId"),
  tag,
  summary: "The calls of an agent that have ended, newest first unless sorted otherwise",
  who: staff,
  params: byAgentId,
  query: historyQuery,
  reply: callHistory,
});

export const listDashboardCalls = route({
  id: "dashboard.calls",
  method: "GET",
  ...twice("calls"),
  tag,
  summary: "Calls with their figures, newest first",
  who: staff,
  query: dashboardCallList,
  reply: z.array(dashboardCall),
  shape: "list",
});

export const getCallMetrics = route({
  id: "dashboard.call_metrics",
  method: "GET",
  ...twice("calls/metrics"),
  tag,
  summary: "The figures of a range of days; without one, the last thirty",
  who: staff,
  query: rangeQuery,
  reply: callMetrics,
});

export const getDashboardCall = route({
  id: "dashboard.call",
  method: "GET",
  ...twice("calls/:id"),
  tag,
  summary: "One call with its figures",
  who: staff,
  params: byId,
  reply: dashboardCall,
});

export const getDailyMetrics = route({
  id: "dashboard.metrics",
  method: "GET",
  ...twice("metrics"),
  tag,
  summary: "The figures of each of the last days, newest first",
  who: staff,
  query: dailyQuery,
  reply: dailyMetrics,
});

export const getAggregatedMetrics = route({
  id: "dashboard.metrics_aggregated",
  method: "GET",
  ...twice("metrics/aggregated"),
  tag,
  summary: "The figures of all days together, or of a range",
  who: staff,
  query: rangeQuery,
  reply: callMetrics,
});
