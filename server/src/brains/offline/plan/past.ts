import { isoOf } from "../read/day.ts";
import type { Minutes } from "../read/times.ts";
import type { Work } from "./reply.ts";

/** Whether a time of a day is over, in the business's zone. */
export const isPast = ({ scene }: Pick<Work, "scene">, date: string, minutes: Minutes): boolean => date === isoOf(scene.today) && minutes <= scene.nowMin;
