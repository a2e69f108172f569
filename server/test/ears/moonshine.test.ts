import { moonshine } from "../../src/ears/moonshine.ts";
import { earsContract } from "../contracts/ears.ts";

earsContract("Moonshine", async () => {
  const ears = moonshine();
  return { ears, expects: /^hello,? i need help with my furnace\.?$/i, close: () => ears.close(), breakDown: () => void ears.close() };
});
