/** How this program makes an edition: the fold of `case` and the name of the software, as `release` takes them to rebuild one. */
import { likelihoodScales, viewOfRecords } from "../case/index.ts";
import type { Maker } from "../release/index.ts";
import { passageFaultIn } from "./passages.ts";
import { SOFTWARE } from "../software.ts";

export const MAKER: Maker = Object.freeze<Maker>({
  software: SOFTWARE,
  get terms() {
    return [...likelihoodScales().values()].flatMap(({ terms }) => terms.map(({ term }) => term));
  },
  fold: viewOfRecords,
  passages: passageFaultIn,
});
