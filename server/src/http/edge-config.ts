/** What the edge must know of the configuration. `Config` has these members. */
export type EdgeConfig = Readonly<{
  mode: "development" | "test" | "production";
  version: string;
  /** Where the outside world reaches us, without a slash at the end. */
  publicUrl: string;
  /** Origins besides our own whose pages may call the API and open sockets. */
  origins: readonly string[];
  /** Proxies in front of us whose `X-Forwarded-For` is believed; 0 believes none. */
  proxies: number;
  /** Folder of the built dashboard; it may be missing. */
  dashboardDir: string;
  /** Requests a minute from one address over all routes. */
  requestsPerMinute: number;
}>;
