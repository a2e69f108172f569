/** Half the length of the filter, in samples of the slower rate: a telephone's 3.4 kHz pass, and nothing folds back that can be heard. */
const HALF = 12;

/** Brings a stream of mono 16-bit sound from one rate to another: a windowed sinc, one set of weights for each phase. */
export class Resampler {
  readonly #from: number;
  readonly #to: number;
  readonly #reach: number;
  readonly #phases: Float64Array[];
  #kept: Float64Array;
  /** Where the next sample out lies in what is kept, in units of 1/#to of a sample in. */
  #at: number;

  constructor(fromHz: number, toHz: number) {
    const common = divisor(fromHz, toHz);
    this.#from = fromHz / common;
    this.#to = toHz / common;
    const cut = Math.min(1, toHz / fromHz) * 0.94;
    this.#reach = fromHz === toHz ? 0 : Math.ceil(HALF * Math.max(1, fromHz / toHz));
    this.#phases = Array.from({ length: fromHz === toHz ? 0 : this.#to }, (_, phase) => weights(phase / this.#to, this.#reach, cut));
    this.#kept = new Float64Array(this.#reach);
    this.#at = this.#reach * this.#to;
  }

  /** The sound that is ready; the last few samples stay until more comes. */
  take(pcm: Int16Array): Int16Array {
    if (this.#reach === 0) return pcm.slice();
    const input = new Float64Array(this.#kept.length + pcm.length);
    input.set(this.#kept);
    input.set(pcm, this.#kept.length);
    const last = (input.length - this.#reach - 1) * this.#to;
    const out = new Int16Array(Math.max(0, Math.floor((last - this.#at) / this.#from) + 1));
    for (let index = 0; index < out.length; index++, this.#at += this.#from) {
      const centre = Math.floor(this.#at / this.#to);
      const phase = this.#phases[this.#at % this.#to]!;
      let sum = 0;
      for (let tap = 0; tap < phase.length; tap++) sum += phase[tap]! * input[centre - this.#reach + 1 + tap]!;
      out[index] = Math.max(-32_768, Math.min(32_767, Math.round(sum)));
    }
    const drop = Math.max(0, Math.floor(this.#at / this.#to) - this.#reach);
    this.#kept = input.slice(drop);
    this.#at -= drop * this.#to;
    return out;
  }
}

/** Weights for a sample that lies `offset` (0 to 1) after the middle one. */
function weights(offset: number, reach: number, cut: number): Float64Array {
  const found = Float64Array.from({ length: 2 * reach }, (_, tap) => {
    const distance = tap - reach + 1 - offset;
    const window = 0.5 + 0.5 * Math.cos((Math.PI * distance) / (reach + 1));
    return (distance === 0 ? cut : Math.sin(Math.PI * distance * cut) / (Math.PI * distance)) * window;
  });
  // A constant stays that constant, in every phase.
  const sum = found.reduce((all, weight) => all + weight, 0);
  return found.map((weight) => weight / sum);
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
