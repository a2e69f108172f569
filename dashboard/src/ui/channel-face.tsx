import { Tooltip } from "@mantine/core";
import { IconDeviceLaptop, IconMessageCircle, IconPhoneIncoming, IconPhoneOutgoing, IconRobot } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./channel-face.module.css";

type Channel = "twilio" | "telnyx" | "vapi" | "retell" | "livekit" | "browser" | "chat" | "simulator";

/** How the call reaches us. */
export function ChannelFace({ channel, direction }: { channel: Channel; direction: "inbound" | "outbound" }) {
  const { t } = useTranslation();
  const Icon =
    channel === "chat"
      ? IconMessageCircle
      : channel === "browser"
        ? IconDeviceLaptop
        : channel === "simulator"
          ? IconRobot
          : direction === "inbound"
            ? IconPhoneIncoming
            : IconPhoneOutgoing;
  return (
    <Tooltip label={`${t(`channel.${channel}`)} · ${t(`direction.${direction}`)}`}>
      <span className={classes.face}>
        <Icon size={17} stroke={1.7} aria-label={t(`channel.${channel}`)} role="img" />
      </span>
    </Tooltip>
  );
}
