import { getMe } from "@firstring/contract/routes/auth.ts";
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from "@tanstack/react-router";
import { one, queries } from "./api/queries.ts";
import { session } from "./api/session.ts";
import {
  agentSearch,
  agentsSearch,
  billingSearch,
  bookingsSearch,
  callSearch,
  callsSearch,
  doorSearch,
  integrationsSearch,
  mailsSearch,
  messagesSearch,
  reportsSearch,
  talkSearch,
} from "./lib/search.ts";
import { paths } from "./paths.ts";
import { NotFound } from "./ui/not-found.tsx";
import { PageSkeleton } from "./ui/page-skeleton.tsx";
import { RouteTrouble } from "./ui/route-trouble.tsx";
import { Shell } from "./ui/shell.tsx";

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: RouteTrouble });

/** Everything inside asks for a session; who has none signs in first and then goes on to where they wanted. */
const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  component: Shell,
  pendingComponent: PageSkeleton,
  beforeLoad: async ({ location }) => {
    if (session() === undefined) throw redirect({ to: paths.signIn, search: { next: location.href } });
    const me = await queries.ensureQueryData(one(getMe, {})).catch((problem: unknown) => {
      if (session() === undefined) throw redirect({ to: paths.signIn, search: { next: location.href } });
      throw problem;
    });
    return { me };
  },
});

const page = { getParentRoute: () => inside } as const;
const routes = [
  createRoute({ ...page, path: paths.floor, component: lazyRouteComponent(() => import("./pages/floor.tsx"), "FloorPage") }),
  createRoute({ ...page, path: paths.calls, validateSearch: callsSearch, component: lazyRouteComponent(() => import("./pages/calls.tsx"), "CallsPage") }),
  createRoute({ ...page, path: paths.call, validateSearch: callSearch, component: lazyRouteComponent(() => import("./pages/call.tsx"), "CallPage") }),
  createRoute({
    ...page,
    path: paths.bookings,
    validateSearch: bookingsSearch,
    component: lazyRouteComponent(() => import("./pages/bookings.tsx"), "BookingsPage"),
  }),
  createRoute({ ...page, path: paths.talk, validateSearch: talkSearch, component: lazyRouteComponent(() => import("./pages/talk.tsx"), "TalkPage") }),
  createRoute({ ...page, path: paths.agents, validateSearch: agentsSearch, component: lazyRouteComponent(() => import("./pages/agents.tsx"), "AgentsPage") }),
  createRoute({ ...page, path: paths.agent, validateSearch: agentSearch, component: lazyRouteComponent(() => import("./pages/agent.tsx"), "AgentPage") }),
  createRoute({
    ...page,
    path: paths.messages,
    validateSearch: messagesSearch,
    component: lazyRouteComponent(() => import("./pages/messages.tsx"), "MessagesPage"),
  }),
  createRoute({
    ...page,
    path: paths.integrations,
    validateSearch: integrationsSearch,
    component: lazyRouteComponent(() => import("./pages/integrations/integrations.tsx"), "IntegrationsPage"),
  }),
  createRoute({
    ...page,
    path: paths.reports,
    validateSearch: reportsSearch,
    component: lazyRouteComponent(() => import("./pages/reports/reports.tsx"), "ReportsPage"),
  }),
  createRoute({ ...page, path: paths.mails, validateSearch: mailsSearch, component: lazyRouteComponent(() => import("./pages/mails.tsx"), "MailsPage") }),
] as const;

const settings = createRoute({ ...page, path: paths.settings, component: lazyRouteComponent(() => import("./pages/settings/settings.tsx"), "SettingsPage") });
const setting = { getParentRoute: () => settings } as const;
const settingsRoutes = [
  createRoute({ ...setting, path: "/", component: lazyRouteComponent(() => import("./pages/settings/settings.tsx"), "SettingsHome") }),
  createRoute({ ...setting, path: "/business", component: lazyRouteComponent(() => import("./pages/settings/business.tsx"), "BusinessPage") }),
  createRoute({ ...setting, path: "/hours", component: lazyRouteComponent(() => import("./pages/settings/hours.tsx"), "HoursPage") }),
  createRoute({ ...setting, path: "/services", component: lazyRouteComponent(() => import("./pages/settings/services.tsx"), "ServicesPage") }),
  createRoute({ ...setting, path: "/team", component: lazyRouteComponent(() => import("./pages/settings/team.tsx"), "TeamPage") }),
  createRoute({ ...setting, path: "/keys", component: lazyRouteComponent(() => import("./pages/settings/keys.tsx"), "KeysPage") }),
  createRoute({
    ...setting,
    path: "/billing",
    validateSearch: billingSearch,
    component: lazyRouteComponent(() => import("./pages/settings/billing.tsx"), "BillingPage"),
  }),
  createRoute({ ...setting, path: "/you", component: lazyRouteComponent(() => import("./pages/settings/you.tsx"), "YouPage") }),
  createRoute({ ...setting, path: "/carriers", component: lazyRouteComponent(() => import("./pages/settings/carriers.tsx"), "CarriersPage") }),
  createRoute({ ...setting, path: "/appearance", component: lazyRouteComponent(() => import("./pages/settings/appearance.tsx"), "AppearancePage") }),
] as const;

const home = createRoute({
  getParentRoute: () => inside,
  path: "/",
  beforeLoad: ({ context }) => {
    throw redirect({ to: context.me.role === "CUSTOMER" ? paths.talk : paths.floor, replace: true });
  },
});

const atDoor = { getParentRoute: () => root, validateSearch: doorSearch } as const;
const doors = [
  createRoute({ ...atDoor, path: paths.signIn, component: lazyRouteComponent(() => import("./pages/sign-in.tsx"), "SignIn") }),
  createRoute({ ...atDoor, path: paths.register, component: lazyRouteComponent(() => import("./pages/register.tsx"), "Register") }),
  createRoute({ ...atDoor, path: paths.forgotten, component: lazyRouteComponent(() => import("./pages/forgotten.tsx"), "Forgotten") }),
] as const;

const withSettings = settings.addChildren(settingsRoutes);
const withPages = inside.addChildren([home, ...routes, withSettings]);
const tree = root.addChildren([...doors, withPages]);

export const router = createRouter({
  routeTree: tree,
  defaultPreload: "intent",
  scrollRestoration: true,
  defaultNotFoundComponent: NotFound,
  defaultErrorComponent: RouteTrouble,
  defaultPendingComponent: PageSkeleton,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
