export { type ManualClock, manualClock } from "../../src/scenarios/manual-clock.ts";
