/** Mono 16-bit sound and its rate. */
export type Sound = { pcm: Int16Array<ArrayBuffer>; rateHz: number };

/**
 * The sound in a WAV file (RIFF, uncompressed 16-bit, one channel). A length that runs past the end, as streams write it, means "to the end".
 * @throws Error when it is anything else.
 */
export function soundOfWav(file: Uint8Array): Sound {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const name = (at: number) => String.fromCharCode(...file.subarray(at, at + 4));
  if (file.byteLength < 12 || name(0) !== "RIFF" || name(8) !== "WAVE") throw new Error("That is not a WAV file.");
  let rateHz = 0;
  for (let at = 12; at + 8 <= file.byteLength; ) {
    const length = view.getUint32(at + 4, true);
    const begin = at + 8;
    if (name(at) === "fmt ") {
      if (view.getUint16(begin, true) !== 1 || view.getUint16(begin + 2, true) !== 1 || view.getUint16(begin + 14, true) !== 16)
        throw new Error("That WAV file is not uncompressed 16-bit sound in one channel.");
      rateHz = view.getUint32(begin + 4, true);
    }
    if (name(at) === "data") {
      if (rateHz === 0) throw new Error("That WAV file does not say its rate.");
      const end = Math.min(begin + length, file.byteLength);
      const pcm = new Int16Array((end - begin) >> 1);
      for (let index = 0; index < pcm.length; index++) pcm[index] = view.getInt16(begin + 2 * index, true);
      return { pcm, rateHz };
    }
    at = begin + length + (length & 1);
  }
  throw new Error("That WAV file holds no sound.");
}
