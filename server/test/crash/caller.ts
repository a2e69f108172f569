import type { Phone } from "../harness/phone.ts";
import { heardCode, readsBack, sayDate, sayTime } from "./speech.ts";
import type { Temper, Wish } from "./wishes.ts";

/** How a call ended, as its caller saw it. */
export type Ending =
  | { is: "booked"; code: string }
  /** Hung up, fell silent or vanished on purpose. */
  | { is: "left" }
  /** The agent would not do what was wished, or understood something else: a caller gives up, and has nothing. */
  | { is: "gave_up"; why: string };

/** A person on the telephone: answers what is asked, agrees only to what they want, and believes a booking only with its code. */
export class Caller {
  readonly #phone: Phone;
  readonly wish: Wish;
  readonly #temper: Temper;
  #time: string;
  #last = "";
  #turns = 0;
  /** What was said both ways, for whoever looks into a failure. */
  readonly talk: string[] = [];

  constructor(phone: Phone, wish: Wish, temper: Temper) {
    this.#phone = phone;
    this.wish = wish;
    this.#temper = temper;
    this.#time = temper.is === "corrects" ? temper.before : wish.time;
  }

  get callSid(): string {
    return this.#phone.callSid;
  }

  /** The whole call, from ringing to its end. */
  async call(): Promise<Ending> {
    let says = this.#heard(await this.#phone.ring());
    let code: string | undefined;
    for (;;) {
      code ??= heardCode(says);
      if (this.#phone.over) return code === undefined ? { is: "gave_up", why: `the agent hung up: ${says}` } : { is: "booked", code };
      this.#turns += 1;
      const { is } = this.#temper;
      if (this.#phone.heard.next.is === "dial") {
        says = this.#heard(await this.#phone.dialled(is === "asks_for_a_person" && this.#temper.reached ? "completed" : "no-answer"));
        if (this.#phone.over) return { is: "left" };
        continue;
      }
      if ("at" in this.#temper && code === undefined && this.#turns > this.#temper.at) {
        if (is === "vanishes") return { is: "left" };
        if (is === "hangs_up") {
          await this.#phone.hangUp();
          return { is: "left" };
        }
        if (is === "cuts_off") {
          const unheard = this.#say(this.#remembered(this.#answer(says)) ?? "");
          await Promise.all([unheard, this.#phone.hangUp()]);
          return { is: "left" };
        }
        if (is === "falls_silent" && this.#turns > this.#temper.at + MOST_SILENCES) throw new Error(`silence is listened to for ever: ${says}`);
        says = this.#heard(await this.#say(""));
        if (this.#phone.over && heardCode(says) === undefined) return { is: "left" };
        continue;
      }
      if (this.#turns > MOST_TURNS) return this.#giveUp(says);
      const answer = code === undefined ? this.#remembered(this.#answer(says)) : this.#words("No, that's all. Goodbye.", "Non, c'est tout. Au revoir.");
      if (answer === undefined) return this.#giveUp(says);
      says = this.#heard(await this.#say(answer));
    }
  }

  async #giveUp(says: string): Promise<Ending> {
    await this.#phone.hangUp();
    return { is: "gave_up", why: says };
  }

  #say(words: string): Promise<string[]> {
    this.talk.push(`CALLER ${words}`);
    return this.#phone.say(words);
  }

  #heard(says: readonly string[]): string {
    const all = says.join(" ");
    this.talk.push(`AGENT ${all}`);
    return all;
  }

  /** What a person says to this; undefined when they had rather hang up. */
  #answer(says: string): string | undefined {
    if (/shall i book it|je confirme \?/i.test(says)) {
      if (!readsBack(says, { ...this.wish, time: this.#time })) return undefined;
      if (this.#time === this.wish.time) return this.#words("Yes, please.", "Oui, s'il vous plaît.");
      this.#time = this.wish.time;
      return this.#words(`No, at ${this.#at()} please.`, `Non, à ${this.#at()} s'il vous plaît.`);
    }
    if (this.#temper.is === "asks_for_a_person" && this.#last === "")
      return this.#words("I would like to talk to a real person, please.", "Je voudrais parler à une vraie personne, s'il vous plaît.");
    return this.#told(says) ?? (this.#last === "" || /a message|un message/i.test(says) ? this.#opening() : this.#last);
  }

  /** Who is asked something unclear says the same again. */
  #remembered(answer: string | undefined): string | undefined {
    this.#last = answer ?? this.#last;
    return answer;
  }

  #told(says: string): string | undefined {
    const { pickup, dropoff, name } = this.wish;
    const people = this.#people();
    if (/your name|full name|à quel nom|votre nom/i.test(says)) return name;
    if (/how many|combien/i.test(says)) return people;
    const from = /pick you up|vous prendre/i.test(says);
    const to = /are you going|where to|allez-vous/i.test(says);
    if (from && to) return this.#words(`from ${pickup} to ${dropoff}`, `je pars du ${pickup} et je vais au ${dropoff}`);
    if (from) return this.#words(`Pick me up at ${pickup}`, `Au ${pickup}`);
    if (to) return this.#words(`To ${dropoff}`, `Au ${dropoff}`);
    if (/what day|quel jour|quelle date/i.test(says)) return this.#words(`${this.#on()} at ${this.#at()}`, `${this.#on()} à ${this.#at()}`);
    if (/what time|quelle heure|\d h( \d\d)? ou \d/i.test(says)) return this.#words(`at ${this.#at()}`, `à ${this.#at()}`);
    return undefined;
  }

  #opening(): string {
    const { pickup, dropoff } = this.wish;
    const people = this.#people();
    return this.#words(
      `Hello, I need a ride from ${pickup} to ${dropoff} for ${people} on ${this.#on()} at ${this.#at()}.`,
      `Bonjour, je voudrais un taxi pour ${people} ${this.#on()} à ${this.#at()}.`,
    );
  }

  #words(en: string, fr: string): string {
    return this.wish.language === "fr" ? fr : en;
  }

  #people(): string {
    const { passengers } = this.wish;
    return this.#words(passengers === 1 ? "one passenger" : `${passengers} passengers`, passengers === 1 ? "une personne" : `${passengers} personnes`);
  }

  #on(): string {
    return sayDate(this.wish.date, this.wish.language);
  }

  #at(): string {
    return sayTime(this.#time, this.wish.language);
  }
}

const MOST_TURNS = 20;
/** The agent checks in, warns and says goodbye; a process that died in between may have to say one again. */
const MOST_SILENCES = 12;
