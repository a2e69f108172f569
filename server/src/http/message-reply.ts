import type { MessageReply } from "@firstring/contract/schemas/message.ts";
import type { MessageTaken } from "../messages/messages.ts";

export function messageReply({ call, createdMs, ...rest }: MessageTaken): MessageReply {
  return { ...rest, callId: call ?? null, createdAt: new Date(createdMs).toISOString() };
}
