/**
 * Crowds: who else shared an object around the moment at which a pair did.
 *
 * What is assumed, once for both uses: an **outsider** is a sharer of the object who is not connected with the account by
 * pairs that the screen rejects. When outsiders come says when the object came up, and the account could as well have come
 * when they did. Members of its own component say nothing of the kind, or a team would mask itself.
 *
 * - **In tails** (`chance`) every outsider counts, for both sides of a block: n' within 2n steps, h' of them within the
 *   window, and the chance of the block is no less than (P_b + h') / (1 + n'). That bounds a chance from below, so a stray
 *   outsider does no harm: it can only raise a p-value.
 * - **In draws** (`offsets`) the share takes the time of an outsider within n steps, as far as a run moves. That replaces the
 *   account's own law and lets scores fall as well as rise, so it needs a crowd: `CROWD` outsiders. Fewer might be
 *   members of a team that no pair connects.
 *
 * O(sharers within reach) an object or share.
 */
import { STRIDE, type Incidence } from "../coshare/incidence.ts";
import type { PairBlocks } from "./blocks.ts";
import { evenOffsets, lowerBound } from "./habits.ts";
import type { Timetable } from "./timetable.ts";

/** So many outsiders within n steps of a share are a crowd. */
export const CROWD = 16;

export class Crowds {
  readonly #first: Pick<Incidence, "start" | "at">;
  readonly #table: Timetable;
  readonly #label: Int32Array;

  /** @param label by account: its component among the pairs that the screen rejects, -1 for an account in none */
  constructor(first: Pick<Incidence, "start" | "at">, table: Timetable, label: Int32Array) {
    this.#first = first;
    this.#table = table;
    this.#label = label;
  }

  /** The greatest (P_b + h') / (1 + n') over the common objects of block z of a pair in the screen; P_b where nobody else is near. */
  chance(blocks: PairBlocks, z: number): number {
    const { law, at, objectOf } = this.#table;
    const uniform = blocks.chance[z]!;
    const scale = 2 * law.half;
    let most = uniform;
    for (let e = blocks.entryStart[z]!; e < blocks.entryStart[z + 1]!; e++) {
      if (Math.abs(blocks.offset[e]!) > law.reach) continue;
      const own = blocks.shareA[e]!;
      const both = [at[own]!, at[blocks.shareB[e]!]!];
      let near = 0;
      let inside = 0;
      this.#eachOutsider(
        own,
        objectOf[own]!,
        Math.min(...both) - scale,
        Math.max(...both) + scale,
        (other) => {
          for (const t of both) {
            const distance = Math.abs(other - t);
            if (distance <= scale) near += 0.5;
            if (distance <= law.window) inside += 0.5;
          }
        },
      );
      most = Math.max(most, (uniform + inside) / (1 + near));
    }
    return most;
  }

  /** Offsets in steps of the outsiders within n steps of a share, ascending, at most 60; undefined where they are no crowd. */
  offsets(share: number): Int32Array | undefined {
    const { law, at, objectOf } = this.#table;
    const own = at[share]!;
    const all: number[] = [];
    this.#eachOutsider(share, objectOf[share]!, own - law.half, own + law.half, (other) =>
      all.push(other - own),
    );
    return all.length < CROWD ? undefined : evenOffsets(all);
  }

  /** Times from `from` to `to`, ascending, at which outsiders to the account of a share shared the object. */
  #eachOutsider(share: number, object: number, from: number, to: number, call: (at: number) => void): void {
    const { start, at: places } = this.#first;
    const { at } = this.#table;
    const account = places[STRIDE * share]!;
    const component = this.#label[account]!;
    const end = start[object + 1]!;
    for (let i = lowerBound(at, from, start[object], end); i < end && at[i]! <= to; i++) {
      const other = places[STRIDE * i]!;
      if (other === account || (component !== -1 && this.#label[other] === component)) continue;
      call(at[i]!);
    }
  }
}
