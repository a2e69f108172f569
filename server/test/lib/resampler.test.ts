import { expect, test } from "vitest";
import { Resampler } from "../../src/lib/resampler.ts";

const RATES = [8000, 16000, 22050, 24000, 48000];
const tone = (hz: number, rateHz: number): Int16Array => Int16Array.from({ length: rateHz }, (_, at) => 10_000 * Math.sin((2 * Math.PI * hz * at) / rateHz));
/** Loudness of one frequency, of 10,000. */
function level(pcm: Int16Array, hz: number, rateHz: number): number {
  let [re, im] = [0, 0];
  for (let at = 1000; at < pcm.length - 1000; at++) {
    re += pcm[at]! * Math.cos((2 * Math.PI * hz * at) / rateHz);
    im += pcm[at]! * Math.sin((2 * Math.PI * hz * at) / rateHz);
  }
  return (2 * Math.hypot(re, im)) / (pcm.length - 2000);
}

test("a tone stays that tone, as loud, between any two rates", () => {
  for (const from of RATES)
    for (const to of RATES) {
      const out = new Resampler(from, to).take(tone(1000, from));
      expect(Math.abs(out.length - to), `${from} to ${to}`).toBeLessThanOrEqual((14 * to) / Math.min(from, to));
      expect(Math.abs(level(out, 1000, to) - 10_000), `${from} to ${to}`).toBeLessThan(300);
    }
});

test("what a slower rate cannot hold does not fold back", () => {
  expect(level(new Resampler(48000, 8000).take(tone(7000, 48000)), 1000, 8000)).toBeLessThan(150);
  expect(level(new Resampler(16000, 8000).take(tone(6000, 16000)), 2000, 8000)).toBeLessThan(150);
});

test("cut into frames anywhere it is the same sound", () => {
  for (const [from, to] of [
    [8000, 16000],
    [22050, 8000],
    [24000, 16000],
  ] as const) {
    const whole = tone(700, from);
    const pieces = new Resampler(from, to);
    const out: number[] = [];
    for (let at = 0, size = 1; at < whole.length; at += size, size = (size * 7) % 331) out.push(...pieces.take(whole.subarray(at, at + size)));
    expect(out).toEqual([...new Resampler(from, to).take(whole)]);
  }
});
