/** Every simulated behaviour, those with a common trigger last. */
import { BURSTS } from "./bursts.ts";
import { HOURS } from "./hours.ts";
import { MACHINES } from "./machines.ts";
import { SITTINGS } from "./sittings.ts";
import { SLOTS } from "./slots.ts";
import type { Behaviour } from "./stream.ts";
import { TRIGGERS } from "./triggers.ts";

export type { Behaviour } from "./stream.ts";

export const BEHAVIOURS: readonly Behaviour[] = [
  ...SITTINGS,
  ...HOURS,
  ...BURSTS,
  ...SLOTS,
  ...MACHINES,
  ...TRIGGERS,
].sort((x, y) => Number(x.trigger !== undefined) - Number(y.trigger !== undefined));
