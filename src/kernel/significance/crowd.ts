/**
 * Whether outsiders crowd around a moment at the scale of the window: then that is when the object came, and two members
 * met on it as anybody did. Of an object's sharers who do not belong to the component of the pair, n' are within 2n steps
 * of its shares and h' within the window, each averaged over both sides; the chance of a block is no less than
 * (P_b + h') / (1 + n'). The component is left out, or a team would mask itself. O(sharers within 2n steps) an object.
 */
import { STRIDE, type Incidence } from "../coshare/incidence.ts";
import type { PairBlocks } from "./blocks.ts";
import { lowerBound } from "./habits.ts";
import type { Timetable } from "./timetable.ts";

/**
 * The greatest (P_b + h') / (1 + n') over the common objects of block z; P_b where nobody else is near.
 * @param insider component of each account; accounts of the pair's are no crowd
 */
export function crowdChance(
  { start, at: places }: Pick<Incidence, "start" | "at">,
  { law, at, objectOf }: Timetable,
  insider: (account: number) => boolean,
  blocks: PairBlocks,
  z: number,
): number {
  const uniform = blocks.chance[z]!;
  const scale = 2 * law.half;
  let most = uniform;
  for (let e = blocks.entryStart[z]!; e < blocks.entryStart[z + 1]!; e++) {
    if (Math.abs(blocks.offset[e]!) > law.reach) continue;
    const o = objectOf[blocks.shareA[e]!]!;
    const [x, y] = [at[blocks.shareA[e]!]!, at[blocks.shareB[e]!]!];
    let near = 0;
    let inside = 0;
    for (
      let i = lowerBound(at, Math.min(x, y) - scale, start[o], start[o + 1]);
      i < start[o + 1]! && at[i]! <= Math.max(x, y) + scale;
      i++
    ) {
      if (insider(places[STRIDE * i]!)) continue;
      for (const t of [x, y]) {
        const distance = Math.abs(at[i]! - t);
        if (distance <= scale) near += 0.5;
        if (distance <= law.window) inside += 0.5;
      }
    }
    most = Math.max(most, (uniform + inside) / (1 + near));
  }
  return most;
}
