import { hook } from "../hook.ts";

/** What a LiveKit server tells about rooms, participants and recordings. */
export default hook({
  id: "livekit.webhook",
  tag: "Telephony",
  summary: "LiveKit's webhooks",
  methods: ["POST"],
  paths: ["/webhooks/livekit/:tenantSlug"],
  handle: (request, { carriers }) => carriers.livekit.receive(request, request.params["tenantSlug"] ?? ""),
});
