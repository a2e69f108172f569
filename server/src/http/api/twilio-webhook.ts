import { hook } from "../hook.ts";

/** Everything Twilio tells and asks about a call. */
export default hook({
  id: "twilio.webhook",
  tag: "Telephony",
  summary: "Voice webhook, Gather results and every callback of a Twilio call; answers with TwiML",
  methods: ["POST"],
  paths: ["/webhooks/twilio/:tenantSlug", "/api/twilio/call"],
  handle: (request, { twilio }) => twilio.receive(request, request.params["tenantSlug"]),
});
