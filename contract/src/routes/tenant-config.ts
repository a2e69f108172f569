import type { z } from "zod";
import { type CarrierName, providerConfig, providerDrafts, tenantConfig } from "../schemas/provider-config.ts";
import { admins } from "../schemas/role.ts";
import { route } from "./route.ts";

const tag = "Tenant configuration";
/** One set of routes under two prefixes. */
const twice = <P extends string>(path: P) => ({ path: `/api/dashboard/${path}`, also: [`/dashboard/${path}`] });

export const getTenantConfig = route({
  id: "tenant_config.get",
  method: "GET",
  ...twice("tenant/config"),
  tag,
  summary: "The business's accounts at carriers, secrets masked, and the addresses to paste there",
  who: admins,
  reply: tenantConfig,
});

const setter = <B extends z.ZodType>(provider: CarrierName, body: B) =>
  route({
    id: `tenant_config.${provider}`,
    method: "PUT",
    ...twice(`tenant/config/${provider}`),
    tag,
    summary: `Set the account at ${provider}: asked there first, then kept sealed; what is left out stays, null takes away`,
    who: admins,
    body,
    reply: providerConfig,
    perMinute: 20,
  });

export const setTwilio = setter("twilio", providerDrafts.twilio);
export const setTelnyx = setter("telnyx", providerDrafts.telnyx);
export const setVapi = setter("vapi", providerDrafts.vapi);
export const setRetell = setter("retell", providerDrafts.retell);
export const setLivekit = setter("livekit", providerDrafts.livekit);
