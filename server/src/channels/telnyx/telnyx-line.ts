import type { Language } from "@firstring/contract/call/agent.ts";
import type { LineCommand } from "@firstring/contract/call/command.ts";
import { CALLER, type CallEvent, type EndReason, type LegId, type SpeechId, TRANSFER } from "@firstring/contract/call/event.ts";
import { languageOf } from "../../lib/language-of.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Report, WordsLine } from "../../ports/line.ts";
import { heardWithin } from "../heard.ts";
import type { TelnyxCommands } from "./commands.ts";
import { clientState, endOf, object, type TelnyxTold, text } from "./wire.ts";

export type TelnyxSettings = Readonly<{
  call: string;
  language: Language;
  commands: TelnyxCommands;
  /** Where the events of the legs we dial go. */
  webhookUrl: string;
  /** The number people are called from (E164). */
  callerId: () => string | undefined;
  /** A command that Telnyx would not take. Must not throw. */
  failed: (problem: unknown, action: string) => void;
}>;

/**
 * A telephone line by Call Control: Telnyx speaks what we say, sentence by sentence, and writes down what the caller says.
 * A sentence was heard when its `call.speak.ended` comes; of one that was cut, as much as its time allowed.
 */
export class TelnyxLine implements WordsLine {
  readonly kind = "words";
  readonly #report: Report;
  readonly #clock: Clock;
  readonly #of: TelnyxSettings;
  readonly #legs = new Map<LegId, { control: string; brief: string }>();
  #control = "";
  #queue: { id: SpeechId; text: string }[] = [];
  #playing: { id: SpeechId; text: string; sinceMs: number } | undefined;
  #afterSpeech: (() => void) | undefined;
  #sent = 0;
  /** Sentences we stopped ourselves, whose end Telnyx has yet to tell. */
  #cut = 0;
  #closed = false;

  constructor(report: Report, clock: Clock, of: TelnyxSettings) {
    this.#report = report;
    this.#clock = clock;
    this.#of = of;
  }

  send(command: LineCommand): void {
    switch (command.type) {
      case "say":
        this.#queue.push({ id: command.speech, text: command.text });
        this.#play();
        break;
      case "end_turn":
      case "pause_turn":
        break; // each sentence tells when it was heard
      case "hush":
        this.#hush();
        break;
      case "press":
        this.#act("send_dtmf", { digits: command.digits });
        break;
      case "transfer":
        this.#then(() => this.#transfer(command.transfer.to));
        break;
      case "dial":
        this.#dial(command.leg, command.to, command.brief);
        break;
      case "join":
        this.#act("switch_supervisor_role", { role: command.mode === "talk" ? "barge" : command.mode }, this.#legs.get(command.leg)?.control);
        break;
      case "drop":
        this.#act("hangup", {}, this.#legs.get(command.leg)?.control);
        break;
      case "hang_up":
        this.#then(() => this.#hangUp(command.why));
        break;
      default:
        command satisfies never;
    }
  }

  close(): void {
    this.#closed = true;
    this.#queue = [];
  }

  /** What Telnyx tells of this call, once each. */
  take(told: TelnyxTold): void {
    const leg = told.state?.leg;
    if (leg === undefined) this.#takeOfCaller(told);
    else this.#takeOfPerson(leg, told);
  }

  #takeOfCaller(told: TelnyxTold): void {
    if (told.control !== "") this.#control = told.control;
    const { payload } = told;
    const tell = (event: CallEvent): void => this.#report({ event, cause: `telnyx ${told.key}` });
    switch (told.type) {
      case "call.initiated":
        if (told.direction === "inbound") this.#act("answer", { client_state: clientState({ call: this.#of.call }) });
        else tell({ type: "leg.rang", leg: CALLER });
        break;
      case "call.answered":
        this.#listen();
        tell({ type: "leg.answered", leg: CALLER });
        this.#play();
        break;
      // A machine's greeting is waited for: what is said before its end is lost.
      case "call.machine.greeting.ended":
      case "call.machine.premium.greeting.ended":
        tell({ type: "leg.answered", leg: CALLER, by: "machine" });
        break;
      case "call.transcription": {
        const { transcript, is_final, confidence } = object(payload["transcription_data"]);
        const said = text(transcript).trim();
        if (said === "") break;
        if (is_final === true) tell({ type: "caller.said", leg: CALLER, text: said, ...(typeof confidence === "number" && { confidence }) });
        else tell({ type: "caller.spoke", leg: CALLER });
        break;
      }
      case "call.dtmf.received":
        tell({ type: "caller.pressed", leg: CALLER, digits: text(payload["digit"]) });
        break;
      case "call.speak.ended":
        if (text(payload["status"]) !== "completed" && this.#cut > 0) this.#cut--;
        else this.#spoken(text(payload["status"]) === "completed");
        break;
      case "call.hangup":
        tell({ type: "leg.ended", leg: CALLER, why: endOf(payload) });
        break;
    }
  }

  #takeOfPerson(leg: LegId, told: TelnyxTold): void {
    const tell = (event: CallEvent): void => this.#report({ event, cause: `telnyx ${told.key}` });
    const known = this.#legs.get(leg);
    this.#legs.set(leg, { brief: known?.brief ?? "", control: told.control || (known?.control ?? "") });
    switch (told.type) {
      case "call.initiated":
        tell({ type: "leg.rang", leg });
        break;
      case "call.answered":
        tell({ type: "leg.answered", leg, by: "human" });
        if (known !== undefined) this.#askToTake(leg, known.brief);
        break;
      case "call.gather.ended":
        if (text(told.payload["status"]) === "valid") this.#act("bridge", { call_control_id: told.control });
        else this.#act("hangup", {}, told.control);
        break;
      case "call.bridged":
        tell({ type: "leg.joined", leg, mode: "talk" });
        break;
      case "call.hangup": {
        const why = endOf(told.payload);
        this.#legs.delete(leg);
        tell({ type: "leg.ended", leg, why: why === "caller_hung_up" ? "no_answer" : why });
        break;
      }
    }
  }

  #listen(): void {
    const { language } = this.#of;
    const engine = { transcription_engine: "Deepgram", transcription_model: "nova-3", language, interim_results: true };
    this.#act("transcription_start", { transcription_engine: "Deepgram", transcription_engine_config: engine, transcription_tracks: "inbound" });
  }

  #play(): void {
    if (this.#closed || this.#playing !== undefined || this.#control === "") return;
    const next = this.#queue.shift();
    if (next === undefined) {
      const after = this.#afterSpeech;
      this.#afterSpeech = undefined;
      after?.();
      return;
    }
    this.#playing = { ...next, sinceMs: this.#clock.nowMs() };
    const voice = voices[languageOf(next.text, this.#of.language)];
    this.#act("speak", { payload: next.text, ...voice, client_state: clientState({ call: this.#of.call }) });
  }

  #spoken(whole: boolean): void {
    const played = this.#playing;
    if (played === undefined) return;
    this.#playing = undefined;
    const heard = whole ? played.text : heardWithin(played.text, this.#clock.nowMs() - played.sinceMs);
    this.#report({ event: { type: "speech.stopped", speech: played.id, heard } });
    this.#play();
  }

  #hush(): void {
    const dropped = this.#queue;
    this.#queue = [];
    this.#afterSpeech = undefined;
    if (this.#playing !== undefined) {
      this.#act("playback_stop", { stop: "all" });
      this.#cut++;
      this.#spoken(false);
    }
    for (const { id } of dropped) this.#report({ event: { type: "speech.stopped", speech: id, heard: "" } });
  }

  #then(next: () => void): void {
    this.#afterSpeech = next;
    this.#play();
  }

  #hangUp(why: EndReason): void {
    this.#act("hangup", {});
    this.#report({ event: { type: "leg.ended", leg: CALLER, why } });
  }

  #transfer(to: string): void {
    const from = this.#of.callerId();
    const state = clientState({ call: this.#of.call, leg: TRANSFER });
    this.#act("transfer", { to, ...(from !== undefined && { from }), timeout_secs: RING_SECONDS, target_leg_client_state: state });
  }

  #dial(leg: LegId, to: string, brief: string): void {
    this.#legs.set(leg, { control: "", brief });
    const { call, commands, webhookUrl, callerId } = this.#of;
    const order = { to, from: callerId() ?? "", clientState: clientState({ call, leg }), commandId: this.#command(`dial-${leg}`) };
    void commands.dial({ ...order, webhookUrl, ringSeconds: RING_SECONDS, detectMachine: false }).then((dialled) => {
      if (dialled.is === "refused") this.#report({ event: { type: "leg.ended", leg, why: "failed" } });
    });
  }

  /** The person hears what it is about, and takes the call with any key: an answering machine never does. */
  #askToTake(leg: LegId, brief: string): void {
    const payload = `${brief} ${pressAnyKey[this.#of.language]}`.trim();
    const body = { payload, ...voices[this.#of.language], minimum_digits: 1, maximum_digits: 1, timeout_millis: 10_000 };
    this.#act("gather_using_speak", body, this.#legs.get(leg)?.control);
  }

  #act(action: string, body: Record<string, unknown>, control = this.#control): void {
    if (control === "") return;
    void this.#of.commands.act(control, action, { ...body, command_id: this.#command(action) }).catch((problem: unknown) => {
      this.#of.failed(problem, action);
      if (action === "speak") this.#spoken(false);
    });
  }

  #command(what: string): string {
    return `${this.#of.call}-${what}-${++this.#sent}`;
  }
}

const RING_SECONDS = 25;
const voices = {
  en: { language: "en-US", voice: "AWS.Polly.Joanna-Neural" },
  fr: { language: "fr-CA", voice: "AWS.Polly.Gabrielle-Neural" },
} as const;
const pressAnyKey = { en: "Press any key to take the call.", fr: "Appuyez sur une touche pour prendre l'appel." };
