import { hook } from "../hook.ts";

/** Everything Retell tells and asks about a call. */
export default hook({
  id: "retell.webhook",
  tag: "Telephony",
  summary: "Retell's webhooks and custom functions",
  methods: ["POST"],
  paths: ["/webhooks/retell/:tenantSlug"],
  handle: (request, { carriers }) => carriers.retell.receive(request, request.params["tenantSlug"] ?? ""),
});
