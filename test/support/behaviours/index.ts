/** Every simulated behaviour, in three lists: without a common trigger, limits of the method, with a trigger. */
import { BURSTS } from "./bursts.ts";
import { HOURS } from "./hours.ts";
import { MACHINES } from "./machines.ts";
import { SITTINGS } from "./sittings.ts";
import { SLOTS } from "./slots.ts";
import type { Behaviour } from "./stream.ts";
import { TRIGGERS } from "./triggers.ts";

export type { Behaviour } from "./stream.ts";

const ALL: readonly Behaviour[] = [...SITTINGS, ...HOURS, ...BURSTS, ...SLOTS, ...MACHINES, ...TRIGGERS];

/** People whom nothing moves together, and who must not become a Finding. */
export const INDEPENDENT = ALL.filter(({ trigger, limit }) => trigger === undefined && limit === undefined);
/** People whom nothing moves together either, but whom the method is known to take for a triggered group. */
export const LIMITS = ALL.filter(({ limit }) => limit !== undefined);
export const TRIGGERED = ALL.filter(({ trigger }) => trigger !== undefined);
