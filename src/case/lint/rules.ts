import { mix, number, position, scale } from "./rules-likelihood.ts";
import { belief, effect, hedge, stronger } from "./rules-wording.ts";
import type { Rule } from "./sentence.ts";

/** Every rule, in the order in which hits at one place are listed. */
export const TEXT_RULES: readonly Rule[] = [mix, scale, position, number, hedge, belief, stronger, effect];
