/** What is read beyond attributions: passes over the text and over the reading so far, in this order; later ones see earlier ones. */
import { claimDates } from "./claim-dates.ts";
import { leftClaims } from "./left-claims.ts";
import { estimative } from "./estimative.ts";
import { events } from "./events.ts";
import { ownAssertions } from "./own.ts";
import type { Pass } from "./pass.ts";
import { polarity } from "./polarity.ts";
import { positions } from "./positions.ts";
import { relations } from "./relations.ts";

export const PASSES: readonly Pass[] = [
  leftClaims,
  ownAssertions,
  polarity,
  estimative,
  claimDates,
  positions,
  relations,
  events,
];
