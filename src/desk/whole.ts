/** Whole numbers as they stand in an address: digits and nothing else. */
import { z } from "zod";

/** A number from `min` to `max`. `Number("")` is 0 and `Number("0x10")` is 16: neither is what somebody meant. */
export function whole(min: number, max: number) {
  return z
    .string()
    .regex(/^(0|[1-9]\d{0,15})$/, "a whole number")
    .transform(Number)
    .pipe(z.int().min(min).max(max));
}
