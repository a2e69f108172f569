import type { ToolSpec } from "@firstring/contract/call/agent.ts";
import type { Json, ToolOutput } from "@firstring/contract/call/event.ts";

/** A small business in memory: tools of the real shapes, with hours, taken times and a ledger. */
export type World = {
  opens: number;
  closes: number;
  /** `date time` of starts that nobody can have. */
  taken: Set<string>;
  places: Record<string, readonly string[]>;
  knowledge: Record<string, string>;
  people: boolean;
  ledger: { code: string; kind: string; service: string; slots: Record<string, Json>; date: string; time: string; status: string }[];
  messages: Json[];
  open?: { id: string; run(): ToolOutput };
  today: string;
  nowMin: number;
  /** The number the call comes from, or "". */
  caller: string;
};

export function world(more: Partial<World> = {}): World {
  return {
    opens: 0,
    closes: 1440,
    taken: new Set(),
    places: {},
    knowledge: {},
    people: true,
    ledger: [],
    messages: [],
    today: "2026-03-09",
    nowMin: 600,
    caller: "",
    ...more,
  };
}

type Input = Record<string, Json>;
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

export function runTool(world: World, tool: string, raw: Json): ToolOutput {
  const input = raw as Input;
  switch (tool) {
    case "find_place": {
      const text = String(input["text"]);
      const known = world.places[text.toLowerCase()] ?? [text];
      return {
        data: {
          query: text,
          candidates: known.map((address, i) => ({ placeId: `p${i}`, address, approximate: world.places[text.toLowerCase()] === undefined })),
        },
      };
    }
    case "check_availability": {
      const date = String(input["date"] ?? world.today);
      const time = input["time"] === undefined ? undefined : String(input["time"]);
      const from = time === undefined ? (date === world.today ? Math.ceil((world.nowMin + 1) / 30) * 30 : world.opens) : minutesOf(time);
      const why = time === undefined ? undefined : refusal(world, date, time);
      const free = freeFrom(world, date, why === undefined ? from : world.opens).slice(0, 3);
      return { data: { free, ...(why !== undefined && { reason: why }) } };
    }
    case "hold_booking": {
      const slots: Record<string, Json> = { ...(world.caller !== "" && { phone: world.caller }), ...(input["slots"] as Record<string, Json>) };
      const [date, time] = [String(slots["date"]), String(slots["time"])];
      const why = refusal(world, date, time);
      if (why !== undefined)
        return { data: { refused: why, message: "", alternatives: freeFrom(world, date, Math.max(world.opens, minutesOf(time) - 60)).slice(0, 3) } };
      const readBack = `To confirm: ${Object.entries(slots)
        .map(([name, value]) => `${name} ${String(value)}`)
        .join(", ")}. Shall I book it?`;
      const code = `CFH${4321 + world.ledger.length}`;
      world.open = {
        id: code,
        run() {
          world.ledger.push({ code, kind: "book", service: String(input["service"]), slots, date, time, status: "confirmed" });
          return { booking: { id: code, code, status: "confirmed", summary: "booked" }, say: `Booked. Your code is ${code}. Anything else?` };
        },
      };
      return { proposal: { id: code, kind: "book", readBack, summary: readBack } };
    }
    case "find_booking": {
      const code = input["code"];
      return {
        data: {
          bookings: world.ledger
            .filter((booking) => booking.status !== "cancelled" && (code === undefined || code === booking.code))
            .map(({ code, service, date, time }) => ({ id: code, code, service, date, time, summary: `${service} on ${date} at ${time}` })),
        },
      };
    }
    case "reschedule_booking":
    case "cancel_booking": {
      const booking = world.ledger.find(({ code, status }) => code === input["code"] && status !== "cancelled");
      const name = String(input["name"] ?? "").toLowerCase();
      if (world.caller === "" && name === "") return { data: { refused: "not_theirs", needs: "name", message: "" } };
      if (booking === undefined) return { data: { refused: "no_such_booking", message: "" } };
      if (
        world.caller === "" &&
        !String(booking.slots["name"] ?? "")
          .toLowerCase()
          .includes(name)
      )
        return { data: { refused: "not_theirs", message: "" } };
      const kind = tool === "cancel_booking" ? "cancel" : "reschedule";
      if (kind === "reschedule") {
        const why = refusal(world, String(input["date"]), String(input["time"]));
        if (why !== undefined) return { data: { refused: why, message: "", alternatives: freeFrom(world, String(input["date"]), world.opens).slice(0, 3) } };
      }
      const readBack =
        kind === "cancel" ? `Shall I cancel your booking ${booking.code}?` : `Shall I move it to ${String(input["date"])} at ${String(input["time"])}?`;
      world.open = {
        id: `${kind}-${booking.code}`,
        run() {
          if (kind === "cancel") booking.status = "cancelled";
          else Object.assign(booking, { date: input["date"], time: input["time"], slots: { ...booking.slots, date: input["date"], time: input["time"] } });
          return {
            booking: { id: booking.code, code: booking.code, status: kind === "cancel" ? "cancelled" : "rescheduled", summary: "" },
            say: "Done. Anything else?",
          };
        },
      };
      return { proposal: { id: `${kind}-${booking.code}`, kind, readBack, summary: readBack } };
    }
    case "confirm": {
      const { open } = world;
      delete world.open;
      return open?.run() ?? { data: { refused: "expired" } };
    }
    case "look_up": {
      const question = String(input["question"]).toLowerCase();
      const answer = Object.entries(world.knowledge).find(([key]) => question.includes(key))?.[1];
      return { data: { answers: answer === undefined ? [] : [{ question, answer, source: "FAQ", score: 1 }] } };
    }
    case "take_message":
      world.messages.push(raw);
      return { messageTaken: true, say: "I have passed your message on." };
    case "transfer_to_person":
      return world.people ? { transfer: { to: "+15145550001", brief: "" }, say: "I'm putting you through." } : { data: { refused: "nobody_available" } };
    case "end_call":
      return { goodbye: true };
    default:
      throw new Error(`no tool ${tool}`);
  }
}

function refusal(world: World, date: string, time: string): string | undefined {
  if (date < world.today || (date === world.today && minutesOf(time) <= world.nowMin)) return "past";
  if (minutesOf(time) < world.opens || minutesOf(time) >= world.closes) return "closed";
  return world.taken.has(`${date} ${time}`) ? "slot_taken" : undefined;
}

function freeFrom(world: World, date: string, from: number): { startsAt: string; date: string; time: string }[] {
  const free = [];
  for (let minutes = Math.max(from, world.opens); minutes < world.closes; minutes += 30) {
    if (refusal(world, date, clock(minutes)) === undefined) free.push({ startsAt: `${date}T${clock(minutes)}:00-04:00`, date, time: clock(minutes) });
  }
  return free;
}

const lasting = new Set(["confirm", "take_message", "transfer_to_person", "end_call"]);
export const toolSpecs: readonly ToolSpec[] = [
  "find_place",
  "check_availability",
  "hold_booking",
  "find_booking",
  "reschedule_booking",
  "cancel_booking",
  "confirm",
  "look_up",
  "take_message",
  "transfer_to_person",
  "end_call",
].map((name) => ({ name, description: name, input: {}, lasting: lasting.has(name), needsYes: name === "confirm" }));
