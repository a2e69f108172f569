import type { CallEvent } from "@firstring/contract/call/event.ts";
import {
  type Icon,
  IconAlertTriangle,
  IconArrowForwardUp,
  IconBrain,
  IconBulb,
  IconClock,
  IconCoin,
  IconEar,
  IconEye,
  IconHeadset,
  IconKeyframe,
  IconMessage2,
  IconMicrophone,
  IconPhone,
  IconPhoneCall,
  IconPhoneOff,
  IconTool,
  IconUserCheck,
  IconVolume,
} from "@tabler/icons-react";

const icons: Record<CallEvent["type"], Icon> = {
  "call.opened": IconPhone,
  "leg.rang": IconPhoneCall,
  "leg.answered": IconPhoneCall,
  "leg.ended": IconPhoneOff,
  "leg.wanted": IconPhoneCall,
  "leg.joined": IconHeadset,
  "leg.released": IconPhoneOff,
  "caller.spoke": IconEar,
  "caller.said": IconMicrophone,
  "caller.pressed": IconKeyframe,
  "speech.stopped": IconVolume,
  "model.said": IconMessage2,
  "model.asked": IconTool,
  "model.noted": IconBulb,
  "model.rested": IconBrain,
  "model.failed": IconAlertTriangle,
  "model.used": IconCoin,
  "tool.returned": IconArrowForwardUp,
  "tool.failed": IconAlertTriangle,
  "timer.fired": IconClock,
  "supervisor.joined": IconEye,
  "supervisor.left": IconEye,
  "supervisor.whispered": IconHeadset,
  "supervisor.took_over": IconUserCheck,
  "supervisor.said": IconHeadset,
  "supervisor.handed_back": IconUserCheck,
  "call.charged": IconCoin,
  "call.ended": IconPhoneOff,
};

export const iconOf = (event: CallEvent): Icon => icons[event.type];

/** What was said or asked in a fact, where it has such. */
export function detailOf(event: CallEvent): string {
  switch (event.type) {
    case "caller.said":
    case "model.said":
    case "supervisor.whispered":
    case "supervisor.said":
      return event.text;
    case "speech.stopped":
      return event.heard;
    case "caller.pressed":
      return event.digits;
    case "model.asked":
      return event.tool.tool;
    case "model.noted":
      return [event.note.act.kind, ...(event.note.act.slots ?? [])].join(" ");
    case "model.failed":
    case "tool.failed":
      return event.failure.message;
    case "model.used":
      return `${event.provider}/${event.model} · ${event.inputTokens} → ${event.outputTokens}`;
    case "call.charged":
      return event.by;
    case "timer.fired":
      return event.timer;
    case "call.opened":
      return `${event.agent.name} · ${event.agent.revision}`;
    case "leg.rang":
    case "leg.answered":
      return event.leg;
    case "leg.ended":
    case "call.ended":
      return event.why;
    case "supervisor.handed_back":
      return event.summary;
    default:
      return "";
  }
}

/** Facts that one reads a call by; the rest are its small machinery. */
export const isNotable = (event: CallEvent): boolean => !["caller.spoke", "model.rested", "model.said", "model.used", "leg.rang"].includes(event.type);
