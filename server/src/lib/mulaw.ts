/** ITU-T G.711 µ-law: what telephones carry, 8,000 samples a second, one byte each. */
const BIAS = 0x84;
const CLIP = 32_635;
const FROM = Int16Array.from({ length: 256 }, (_, byte) => {
  const bits = ~byte & 0xff;
  const size = (((bits & 0x0f) << 3) + BIAS) << ((bits & 0x70) >> 4);
  return bits & 0x80 ? BIAS - size : size - BIAS;
});
/** By the upper 14 bits of a sample: the lower two make no difference. */
const TO = Uint8Array.from({ length: 1 << 14 }, (_, at) => byteOf((at << 18) >> 16));

export function fromMulaw(bytes: Uint8Array): Int16Array {
  const pcm = new Int16Array(bytes.length);
  for (let at = 0; at < bytes.length; at++) pcm[at] = FROM[bytes[at]!]!;
  return pcm;
}

export function toMulaw(pcm: Int16Array): Uint8Array {
  const bytes = new Uint8Array(pcm.length);
  for (let at = 0; at < pcm.length; at++) bytes[at] = TO[(pcm[at]! & 0xffff) >> 2]!;
  return bytes;
}

function byteOf(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const size = Math.min(CLIP, Math.abs(sample)) + BIAS;
  const exponent = 31 - Math.clz32(size) - 7;
  return ~(sign | (exponent << 4) | ((size >> (exponent + 3)) & 0x0f)) & 0xff;
}
