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

/** A WAV file of interleaved 16-bit sound. */
export function wavOf(pcm: Int16Array, rateHz: number, channels: 1 | 2 = 1): Buffer {
  const data = Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength);
  return Buffer.concat([wavHeader(data.length, rateHz, channels), data]);
}

/** The 44 bytes before `bytes` bytes of 16-bit sound. */
export function wavHeader(bytes: number, rateHz: number, channels: 1 | 2): Buffer {
  const header = Buffer.alloc(44);
  header.write("RIFF", 0, "latin1");
  header.writeUInt32LE(36 + bytes, 4);
  header.write("WAVEfmt ", 8, "latin1");
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(rateHz, 24);
  header.writeUInt32LE(rateHz * 2 * channels, 28);
  header.writeUInt16LE(2 * channels, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36, "latin1");
  header.writeUInt32LE(bytes, 40);
  return header;
}
