/** The sound of one utterance, without the silence before it. */
export class Utterance {
  readonly #rateHz: number;
  #chunks: Int16Array[] = [];
  #samples = 0;
  #voiced = false;

  constructor(rateHz: number) {
    this.#rateHz = rateHz;
  }

  /** Whether anything louder than a quiet line was heard. */
  get voiced(): boolean {
    return this.#voiced;
  }

  get ms(): number {
    return (this.#samples / this.#rateHz) * 1000;
  }

  /** Keeps a copy of the sound. */
  add(pcm: Int16Array): void {
    this.#voiced ||= loudness(pcm) > QUIET;
    this.#chunks.push(pcm.slice());
    this.#samples += pcm.length;
    while (!this.#voiced && this.#chunks.length > 1 && this.ms - (this.#chunks[0]!.length / this.#rateHz) * 1000 >= LEAD_MS) {
      this.#samples -= this.#chunks.shift()!.length;
    }
  }

  /** What to recognise; nothing where nobody spoke, for recognisers hear words in silence. */
  get pcm(): Int16Array {
    if (!this.#voiced) return new Int16Array(0);
    const whole = new Int16Array(this.#samples);
    let at = 0;
    for (const chunk of this.#chunks) {
      whole.set(chunk, at);
      at += chunk.length;
    }
    return whole;
  }
}

/** Root mean square of a frame, of 32,768. */
function loudness(pcm: Int16Array): number {
  let sum = 0;
  for (const sample of pcm) sum += sample * sample;
  return Math.sqrt(sum / Math.max(1, pcm.length));
}

/** About -50 dB of full scale: below lies the hiss of a line where nobody speaks. */
const QUIET = 100;
/** Kept before the first sound: a soft consonant opens many words. */
const LEAD_MS = 300;
