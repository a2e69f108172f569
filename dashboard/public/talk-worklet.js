// Runs on the audio thread: what the microphone hears leaves in frames of 20 ms at 16 kHz; what comes is played without gaps.
// Plain JavaScript, served as it is: the pages and the widget load it by its address.
const RATE = 16000;
const FRAME = 320;
/** Sound held before playing begins, and again after it ran dry: enough for a network that stutters. */
const JITTER = 0.08 * RATE;
/** Without more sound, what is there is played after this many samples of waiting: the end of a sentence may be short. */
const PATIENCE = 0.15 * RATE;

class Microphone extends AudioWorkletProcessor {
  constructor() {
    super();
    this.frame = new Int16Array(FRAME);
    this.filled = 0;
    this.sum = 0;
    this.count = 0;
    this.at = 0;
  }

  process([input]) {
    const samples = input[0];
    if (samples === undefined) return true;
    // Each sample out is the mean of those it stands for, which keeps what 16 kHz cannot hold from folding back.
    const step = RATE / sampleRate;
    for (const sample of samples) {
      this.sum += sample;
      this.count++;
      this.at += step;
      if (this.at < 1) continue;
      this.at -= 1;
      const mean = this.sum / this.count;
      this.sum = 0;
      this.count = 0;
      this.frame[this.filled++] = Math.max(-32768, Math.min(32767, Math.round(mean * 32768)));
      if (this.filled === FRAME) {
        let power = 0;
        for (const one of this.frame) power += one * one;
        this.port.postMessage({ frame: this.frame, level: Math.sqrt(power / FRAME) / 32768 }, [this.frame.buffer]);
        this.frame = new Int16Array(FRAME);
        this.filled = 0;
      }
    }
    return true;
  }
}

class Speaker extends AudioWorkletProcessor {
  constructor() {
    super();
    /** Sound and marks in order. */
    this.queue = [];
    this.samples = 0;
    this.index = 0;
    this.at = 0;
    this.playing = false;
    this.waited = 0;
    this.last = 0;
    this.next = 0;
    this.power = 0;
    this.told = 0;
    this.port.onmessage = ({ data }) => {
      if (data.clear) {
        this.queue = [];
        this.samples = 0;
        this.index = 0;
        this.playing = false;
      } else {
        this.queue.push(data);
        if (data.pcm) this.samples += data.pcm.length;
      }
    };
  }

  process(_, [output]) {
    const out = output[0];
    const step = RATE / sampleRate;
    if (!this.playing) {
      this.waited = this.samples > 0 ? this.waited + out.length * step : 0;
      if (this.samples >= JITTER || this.waited >= PATIENCE) this.playing = true;
      else this.reach();
    }
    for (let index = 0; index < out.length; index++) {
      this.at += step;
      while (this.at >= 1) {
        this.at -= 1;
        this.last = this.next;
        this.next = this.playing ? this.take() : 0;
      }
      out[index] = this.last + (this.next - this.last) * this.at;
      this.power += out[index] * out[index];
    }
    this.told += out.length;
    if (this.told >= sampleRate / 20) {
      this.port.postMessage({ level: Math.sqrt(this.power / this.told) });
      this.power = 0;
      this.told = 0;
    }
    return true;
  }

  take() {
    this.reach();
    const first = this.queue[0];
    if (first === undefined) {
      this.playing = false;
      this.waited = 0;
      return 0;
    }
    const sample = first.pcm[this.index++] / 32768;
    this.samples--;
    if (this.index === first.pcm.length) {
      this.queue.shift();
      this.index = 0;
    }
    return sample;
  }

  /** Marks that are due: everything before them was heard. */
  reach() {
    while (this.queue.length > 0 && !(this.queue[0].pcm?.length > 0)) {
      const { mark } = this.queue.shift();
      if (mark !== undefined) this.port.postMessage({ played: mark });
    }
  }
}

registerProcessor("firstring-microphone", Microphone);
registerProcessor("firstring-speaker", Speaker);
