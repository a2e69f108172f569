import { talkTicket, talkWish } from "../schemas/spoken.ts";
import { route } from "./route.ts";

/** The ticket into a call by browser: the socket itself carries no sign-in. */
export const createTicket = route({
  id: "talk.ticket",
  method: "POST",
  path: "/api/talk",
  tag: "Conversations",
  summary: "A single-use ticket to speak or write with an agent on the socket /media/browser; visitors name the business",
  who: "public",
  body: talkWish,
  reply: talkTicket,
  status: 201,
  idempotent: false,
  perMinute: 60,
});
