import { gunzipSync, gzipSync } from "node:zlib";
import type { ClassifierModel } from "./classifier.ts";

/** A classifier as it lies in a file: weights in steps of a 127th of the largest, one byte each, the whole compressed. */
type Packed = { labels: string[]; features: string; idf: number[]; scale: number; weights: string; bias: number[]; several: boolean };

/** The same model gives the same bytes. */
export function packModel(model: ClassifierModel): Uint8Array {
  const scale = model.weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127 || 1;
  const packed: Packed = {
    labels: model.labels,
    features: model.features.join("\n"),
    idf: model.idf.map((value) => Math.round(value * 100) / 100),
    scale,
    weights: Buffer.from(Int8Array.from(model.weights, (weight) => Math.round(weight / scale)).buffer).toString("base64"),
    bias: [...model.bias].map((value) => Math.round(value * 1e4) / 1e4),
    several: model.several,
  };
  return gzipSync(JSON.stringify(packed), { level: 9 });
}

export function unpackModel(bytes: Uint8Array): ClassifierModel {
  const { labels, features, idf, scale, weights, bias, several } = JSON.parse(gunzipSync(bytes).toString("utf8")) as Packed;
  const steps = Buffer.from(weights, "base64");
  return {
    labels,
    features: features.split("\n"),
    idf,
    weights: Float32Array.from(new Int8Array(steps.buffer, steps.byteOffset, steps.byteLength), (step) => step * scale),
    bias: Float32Array.from(bias),
    several,
  };
}
