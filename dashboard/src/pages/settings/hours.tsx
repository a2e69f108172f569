import { Closures } from "./closures.tsx";
import { OpeningHours } from "./opening-hours.tsx";
import { Resources } from "./resources.tsx";

/** When the business takes bookings, its days off, and who or what is booked. */
export function HoursPage() {
  return (
    <>
      <OpeningHours />
      <Closures />
      <Resources />
    </>
  );
}
