/** Is somebody speaking? By loudness over the noise of the line, which is learned as it goes. Twenty milliseconds at a time. */
export class Onset {
  #floor = FLOOR_AT_FIRST;
  /** How long somebody has been speaking, in ms; 0 while nobody is. Pauses between syllables count. */
  voicedMs = 0;
  /** The loud sound in it, without its pauses, in ms. */
  loudMs = 0;
  /** How long it has been quiet, in ms. */
  quietMs = 0;

  hear(pcm: Int16Array, ms: number): void {
    const level = loudness(pcm);
    // Down at once, up slowly: speech is louder than the room, and seldom lasts without a gap.
    this.#floor = level < this.#floor ? Math.max(LOWEST_FLOOR, level) : this.#floor + (level - this.#floor) * Math.min(1, ms / FLOOR_RISES_MS);
    if (level > Math.max(this.#floor * OVER_NOISE, QUIETEST_SPEECH)) {
      this.voicedMs += ms;
      this.loudMs += ms;
      this.quietMs = 0;
      return;
    }
    this.quietMs += ms;
    if (this.voicedMs > 0 && this.quietMs < GAP_MS) this.voicedMs += ms;
    else if (this.quietMs >= GAP_MS) {
      this.voicedMs = 0;
      this.loudMs = 0;
    }
  }
}

function loudness(pcm: Int16Array): number {
  let sum = 0;
  for (const sample of pcm) sum += sample * sample;
  return Math.sqrt(sum / Math.max(1, pcm.length));
}

/** Of 32,768. A quiet room on a good microphone; below it nothing is told apart. */
const LOWEST_FLOOR = 20;
const FLOOR_AT_FIRST = 60;
/** A fan that starts becomes the floor in a few seconds. */
const FLOOR_RISES_MS = 4_000;
/** Some 9 dB over the noise. */
const OVER_NOISE = 2.8;
/** About -42 dB of full scale. */
const QUIETEST_SPEECH = 250;
/** The closure of a "t" or "p" is no pause. */
const GAP_MS = 160;
