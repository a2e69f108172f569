import { createTicket } from "@firstring/contract/routes/talk.ts";
import type { ServerSays } from "@firstring/contract/schemas/spoken.ts";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { call } from "../api/client.ts";
import { Problem } from "../api/problem.ts";
import { freshSession } from "../api/refresh.ts";
import { BrowserCall, type CallState } from "../voice/browser-call.ts";
import { canRecognise, recognise, speakAloud } from "../voice/own-speech.ts";
import { microphones, NoSound, type SoundProblem } from "../voice/sound-card.ts";

/** Why one is not heard: something about this machine, or about what the server can hear. */
export type SpokenTrouble = SoundProblem | "no_ears" | "own_ears" | "own_failed" | "deaf" | "mute" | "refused";

export type Spoken = Readonly<{
  /** Undefined while nobody speaks. */
  state: CallState | undefined;
  /** The call that is spoken in. */
  call: string | undefined;
  /** What is being understood just now. */
  partial: string;
  levels: { mine: number; theirs: number };
  muted: boolean;
  devices: readonly { id: string; name: string }[];
  device: string | undefined;
  trouble: SpokenTrouble | undefined;
}>;

const quiet: Spoken = {
  state: undefined,
  call: undefined,
  partial: "",
  levels: { mine: 0, theirs: 0 },
  muted: false,
  devices: [],
  device: undefined,
  trouble: undefined,
};

/** One's own spoken call with an agent. `begun` hears its id; `line` hears both sides, as text. */
export function useSpoken({ begun, line }: { begun: (call: string) => void; line: (who: "caller" | "agent", text: string) => void }) {
  const [spoken, setSpoken] = useState<Spoken>(quiet);
  const running = useRef<{ call: BrowserCall; ears?: { stop(): void } } | undefined>(undefined);
  const change = (part: Partial<Spoken>) => setSpoken((before) => ({ ...before, ...part }));

  const stop = () => {
    running.current?.ears?.stop();
    running.current?.call.hangUp();
    running.current = undefined;
    setSpoken((before) => ({ ...quiet, trouble: before.trouble, device: before.device }));
  };
  const leave = useEffectEvent(stop);
  useEffect(() => () => leave(), []);

  const take = useEffectEvent((says: ServerSays) => {
    if (says.type === "started") {
      change({ call: says.call });
      begun(says.call);
    }
    if (says.type === "say") line("agent", says.text);
    if (says.type === "partial") change({ partial: says.text });
    if (says.type === "trouble") change({ trouble: says.code });
    if (says.type === "refused") change({ trouble: "refused" });
  });

  /** From a click. With `ownEars` the browser understands and speaks by itself. */
  const start = async (agentId: string | undefined, language: "en" | "fr", ownEars = false) => {
    if (running.current !== undefined) return;
    setSpoken((before) => ({ ...quiet, state: "connecting", device: before.device }));
    try {
      await freshSession();
      const ask = (resume: string | undefined) =>
        call(createTicket, { body: resume === undefined ? { ...(agentId !== undefined && { agentId }), language } : { resume } });
      const first = await ask(undefined);
      if (!ownEars && (!first.hears.includes(language) || !first.speaks.includes(language)))
        return setSpoken((before) => ({ ...quiet, device: before.device, trouble: canRecognise() ? "own_ears" : "no_ears" }));
      let ticket: typeof first | undefined = first;
      const spokenCall = new BrowserCall({
        server: location.origin,
        sound: !ownEars,
        ...(spoken.device !== undefined && { device: spoken.device }),
        async ticket(resume) {
          const kept = ticket;
          ticket = undefined;
          if (resume !== undefined || kept === undefined) await freshSession();
          return kept ?? ask(resume);
        },
        state(state) {
          change({ state: state === "ended" ? undefined : state });
          if (state !== "ended") return;
          running.current?.ears?.stop();
          running.current = undefined;
          change({ partial: "", levels: quiet.levels, muted: false });
        },
        says: take,
        levels: (mine, theirs) => change({ levels: { mine, theirs } }),
        present: (text) => speakAloud(text, language),
      });
      running.current = { call: spokenCall };
      await spokenCall.start();
      if (ownEars) {
        running.current.ears = recognise(language, {
          partial: (partial) => change({ partial }),
          said(text) {
            change({ partial: "" });
            spokenCall.say(text);
          },
          failed: () => change({ trouble: "own_failed" }),
        });
      } else change({ devices: await microphones() });
    } catch (error) {
      running.current = undefined;
      setSpoken((before) => ({ ...quiet, device: before.device, trouble: error instanceof NoSound ? error.problem : "refused" }));
      if (!(error instanceof NoSound) && !(error instanceof Problem)) throw error;
    }
  };

  return {
    spoken,
    start,
    stop,
    say: (text: string) => running.current?.call.say(text),
    forgetPartial: () => change({ partial: "" }),
    mute(muted: boolean) {
      running.current?.call.mute(muted);
      change({ muted });
    },
    async choose(device: string) {
      change({ device });
      await running.current?.call.choose(device).catch((error: unknown) => change({ trouble: error instanceof NoSound ? error.problem : "busy" }));
    },
  };
}
