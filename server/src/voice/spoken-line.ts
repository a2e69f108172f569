import type { Language } from "@firstring/contract/call/agent.ts";
import type { LineCommand } from "@firstring/contract/call/command.ts";
import { CALLER, type EndReason, type SpeechId, TRANSFER } from "@firstring/contract/call/event.ts";
import { languageOf } from "../lib/language-of.ts";
import { fromMulaw } from "../lib/mulaw.ts";
import type { Ears } from "../ports/ears.ts";
import type { Report, WordsLine } from "../ports/line.ts";
import type { SoundHandler, SoundLine } from "../ports/sound-line.ts";
import type { Voice } from "../ports/voice.ts";
import { Listener } from "./listener.ts";
import { Playout } from "./playout.ts";
import type { Wheel } from "./wheel.ts";

export type SpokenSettings = Readonly<{
  line: SoundLine;
  ears: Ears;
  voice: Voice;
  wheel: Wheel;
  language: Language;
  report: Report;
  /** What the ears make of the utterance so far. */
  partial?: (text: string) => void;
  /** The slots we asked the caller for in this turn (their names), as the call's state knows. */
  asked?: () => readonly string[];
  /** The ears can hear no more. */
  deaf: (error: Error) => void;
  /** A sentence could not be spoken. */
  mute: (error: unknown) => void;
}>;

/** A line in sound as a line in words: what comes in is heard, what is said is spoken, and what was heard of it is told. */
export function spokenLine(settings: SpokenSettings): { words: WordsLine; sound: SoundHandler } {
  const { line, ears, voice, wheel, report } = settings;
  let leaving: EndReason | undefined;
  let over = false;
  let { language } = settings;
  const playout = new Playout({
    line,
    voice,
    wheel,
    language: (text) => languageOf(text, language),
    stopped: (speech: SpeechId, heard) => report({ event: { type: "speech.stopped", speech, heard } }),
    failed: settings.mute,
    rested: leave,
  });
  const listener = new Listener({
    ears,
    language,
    rateHz: line.format.rateHz,
    weSpeak: () => playout.speaking,
    spoke: () => report({ event: { type: "caller.spoke", leg: CALLER } }),
    partial: (text) => settings.partial?.(text),
    said(text, confidence, spoken) {
      if (spoken !== undefined) language = spoken;
      report({
        event: { type: "caller.said", leg: CALLER, text, ...(confidence !== undefined && { confidence }), ...(spoken !== undefined && { language: spoken }) },
      });
    },
    deaf: settings.deaf,
    asked: settings.asked ?? (() => []),
    // They began and nothing came of it: the call would wait for words that are not coming.
    nothing: () => report({ event: { type: "timer.fired", timer: "silence" } }),
  });

  function leave(): void {
    if (leaving === undefined || over) return;
    const why = leaving;
    end();
    line.hangUp(why);
    report({ event: { type: "leg.ended", leg: CALLER, why } });
  }

  function end(): void {
    if (over) return;
    over = true;
    listener.close();
    playout.close();
  }

  return {
    words: {
      kind: "words",
      send(command: LineCommand) {
        if (over) return;
        switch (command.type) {
          case "say":
            playout.say(command.speech, command.text);
            break;
          case "hush":
            playout.hush();
            break;
          case "end_turn":
          case "pause_turn":
            break; // each speech tells by itself when it was heard
          case "transfer":
          case "dial":
            report({ event: { type: "leg.ended", leg: command.type === "dial" ? command.leg : TRANSFER, why: "failed" } });
            break;
          case "press":
          case "join":
          case "drop":
            break; // for channels that have keys and further legs to take care of before they ask us
          case "hang_up":
            leaving = command.why;
            if (!playout.speaking) leave();
            break;
          default:
            command satisfies never;
        }
      },
      close() {
        end();
        line.close();
      },
    },
    sound: {
      frame(audio) {
        if (over) return;
        listener.hear(
          line.format.encoding === "mulaw"
            ? fromMulaw(audio)
            : new Int16Array(audio.buffer.slice(audio.byteOffset, audio.byteOffset + (audio.byteLength & ~1))),
        );
      },
      digits: (digits) => void (over || report({ event: { type: "caller.pressed", leg: CALLER, digits } })),
      played: (mark) => playout.played(mark),
      gone(why) {
        if (over) return;
        end();
        report({ event: { type: "leg.ended", leg: CALLER, why } });
      },
    },
  };
}
