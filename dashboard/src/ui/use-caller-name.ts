import { useTranslation } from "react-i18next";
import { phone } from "../lib/format.ts";

type Parties = {
  direction: "inbound" | "outbound";
  from: string;
  to: string;
  channel: "twilio" | "telnyx" | "vapi" | "retell" | "livekit" | "browser" | "chat" | "simulator";
};

/** The other end of a call as one speaks of it: their number, or how they reached us. */
export function useCallerName(): (call: Parties) => string {
  const { t } = useTranslation();
  return ({ direction, from, to, channel }) => {
    const other = direction === "inbound" ? from : to;
    return other.startsWith("+") ? phone(other) : t(`caller.${channel === "chat" || channel === "browser" ? "visitor" : "unknown"}`);
  };
}
