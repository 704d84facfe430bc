/** The ten rungs of state responsibility, each in a few words of our own. */
import type { Body } from "../../../model/records.ts";

type Rung = Extract<Body<"Judgment">["states"], { readonly rung: unknown }>["rung"];

const SAYS = {
  prohibited: "the state acts to stop those who do it",
  "prohibited but inadequate": "it wants to stop them and cannot",
  ignored: "it knows and lets them",
  encouraged: "others do it; the state wants it done",
  shaped: "others do it, with some help of the state",
  coordinated: "others do it; the state suggests what and when",
  ordered: "others do it at the state's order",
  "rogue-conducted": "people of the state do it on their own",
  executed: "the state's own people do it",
  integrated: "the state's people and others do it together",
} as const satisfies Readonly<Record<Rung, string>>;

/** From the least responsible to the most. */
export const RUNGS = Object.entries(SAYS);
