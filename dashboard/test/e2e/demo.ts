// @ts-expect-error a plain script without types
import { buildDashboard } from "../../../scripts/dashboard.mjs";
import type { TenantId } from "../../../server/src/lib/ids.ts";
import { startApp, type TestApp } from "../../../server/test/harness/app.ts";
import type {} from "../../../server/test/harness/global-setup.ts";

/** The whole product with the demo businesses, the dashboard built from what is here now. */
export async function demo(env: Record<string, string> = {}): Promise<TestApp> {
  await buildDashboard();
  return startApp(env);
}

/** The session of the demo's owner, in one of the demo businesses. */
export async function owner({ ask }: TestApp, tenant = "demo-hvac"): Promise<{ token: string; refreshToken: string }> {
  const { body, status, text } = await ask("/api/auth/login", { body: { email: "owner@demohvac.com", password: "demo123", tenant } });
  if (status !== 200) throw new Error(`the demo's owner cannot sign in: ${status} ${text}`);
  return body as { token: string; refreshToken: string };
}

export async function tenantOf({ ask }: TestApp, token: string): Promise<TenantId> {
  const { body } = await ask("/api/tenant", { as: token });
  return (body as { data: { id: TenantId } }).data.id;
}
