import { admins } from "../schemas/role.ts";
import { simulatedCall, testCall, testCallPlaced } from "../schemas/twilio.ts";
import { route } from "./route.ts";

const tag = "Telephony";

export const makeTestCall = route({
  id: "twilio.makeCall",
  method: "GET",
  path: "/api/twilio/make-call",
  tag,
  summary: "Have an agent call this number now, for real",
  who: admins,
  query: testCall,
  reply: testCallPlaced,
  status: 202,
  perMinute: 5,
  effect: true,
});

export const simulateCall = route({
  id: "twilio.simulateCall",
  method: "GET",
  path: "/api/twilio/simulate-call",
  tag,
  summary: "A whole call without a telephone, with the language model where one is configured (OWNER and ADMIN; anyone in development)",
  who: "public",
  reply: simulatedCall,
  perMinute: 10,
  effect: true,
});

export const simulateBasicCall = route({
  id: "twilio.simulateBasicCall",
  method: "GET",
  path: "/api/twilio/simulate-call-basic",
  tag,
  summary: "A whole call without a telephone, with the offline brain (OWNER and ADMIN; anyone in development)",
  who: "public",
  reply: simulatedCall,
  perMinute: 10,
  effect: true,
});
