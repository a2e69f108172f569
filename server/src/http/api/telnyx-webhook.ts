import { hook } from "../hook.ts";

/** Everything Telnyx tells about a call. */
export default hook({
  id: "telnyx.webhook",
  tag: "Telephony",
  summary: "Telnyx's Call Control webhooks",
  methods: ["POST"],
  paths: ["/webhooks/telnyx/:tenantSlug", "/api/telnyx/webhook"],
  handle: (request, { carriers }) => carriers.telnyx.receive(request, request.params["tenantSlug"]),
});
