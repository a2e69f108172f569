import tokenizer from "llama-tokenizer-js";

/** Size of Moonshine's vocabulary: Llama's, and 768 of its own that never become text. */
const SIZE = 32_768;

/** Moonshine's vocabulary as sherpa-onnx reads it: a base64 token and its number on each line. */
export function moonshineTokens(): string {
  const lines = Array.from({ length: SIZE }, (_, id) => {
    const token = tokenizer.vocabById[id] ?? `<extra_${id}>`;
    const byte = /^<0x([0-9A-F]{2})>$/.exec(token)?.[1];
    const bytes = byte === undefined ? Buffer.from(token.replaceAll("▁", " ")) : Buffer.from([Number.parseInt(byte, 16)]);
    return `${bytes.toString("base64")}\t${id}`;
  });
  return `${lines.join("\n")}\n`;
}
