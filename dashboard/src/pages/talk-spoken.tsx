import { ActionIcon, Button, Select, Text, Tooltip } from "@mantine/core";
import { IconMicrophone, IconMicrophoneOff, IconPhoneOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Spoken, SpokenTrouble } from "../live/use-spoken.ts";
import classes from "./talk-spoken.module.css";

type Deeds = { start: (ownEars: boolean) => void; stop: () => void; mute: (on: boolean) => void; choose: (device: string) => void };

/** Where one speaks: begin, see that one is heard, choose the microphone, be told what stands in the way. */
export function SpokenBar({ spoken, deeds }: { spoken: Spoken; deeds: Deeds }) {
  const { t } = useTranslation();
  const { state, levels, muted, devices, device, trouble, partial } = spoken;
  return (
    <>
      {trouble !== undefined && <SpokenProblem trouble={trouble} start={deeds.start} />}
      {state === undefined ? (
        <Button leftSection={<IconMicrophone size={17} />} onClick={() => deeds.start(false)} data-speak>
          {t("spoken.start")}
        </Button>
      ) : (
        <div className={classes.bar} role="status" aria-label={t(`spoken.state.${state}`)} data-state={state}>
          <Tooltip label={t(muted ? "spoken.unmute" : "spoken.mute")}>
            <ActionIcon
              size={38}
              radius="xl"
              variant={muted ? "default" : "filled"}
              aria-pressed={muted}
              aria-label={t("spoken.mute")}
              onClick={() => deeds.mute(!muted)}
            >
              {muted ? <IconMicrophoneOff size={19} /> : <IconMicrophone size={19} />}
            </ActionIcon>
          </Tooltip>
          <div className={classes.heard}>
            <Text size="xs" c="dimmed" truncate>
              {partial !== "" ? `${partial}…` : t(muted ? "spoken.muted" : `spoken.state.${state}`)}
            </Text>
            <Meter level={levels.mine} name={t("spoken.you")} />
            <Meter level={levels.theirs} name={t("spoken.agent")} />
          </div>
          {devices.length > 1 && (
            <Select
              size="xs"
              w={150}
              visibleFrom="xs"
              aria-label={t("spoken.device")}
              data={devices.map(({ id, name }) => ({ value: id, label: name }))}
              value={device ?? devices[0]?.id ?? null}
              onChange={(value) => value !== null && deeds.choose(value)}
            />
          )}
          <Tooltip label={t("talk.hang_up")}>
            <ActionIcon size={38} radius="xl" variant="default" aria-label={t("spoken.stop")} onClick={deeds.stop}>
              <IconPhoneOff size={19} />
            </ActionIcon>
          </Tooltip>
        </div>
      )}
    </>
  );
}

/** On a scale as the ear hears it: -60 dB is nothing, 0 dB is all. */
function Meter({ level, name }: { level: number; name: string }) {
  const shown = Math.max(0, Math.min(1, 1 + Math.log10(Math.max(level, 1e-6)) / 3));
  return <meter className={classes.meter} aria-label={name} min={0} max={100} value={Math.round(shown * 100)} />;
}

function SpokenProblem({ trouble, start }: { trouble: SpokenTrouble; start: (ownEars: boolean) => void }) {
  const { t } = useTranslation();
  return (
    <div className={classes.problem} role="alert">
      <Text size="sm">{t(`spoken.trouble.${trouble}`)}</Text>
      {trouble === "own_ears" && (
        <Button size="compact-sm" variant="default" onClick={() => start(true)}>
          {t("spoken.use_own")}
        </Button>
      )}
    </div>
  );
}
