import type { PositionView } from "../../views/basics.ts";

/** A number for each organisation, in order of first appearance over all judgments: one organisation, one colour. */
export function coloursOf(
  judgments: readonly { readonly positions: readonly PositionView[] }[],
): ReadonlyMap<string, number> {
  const colours = new Map<string, number>();
  for (const { organisation } of judgments.flatMap(({ positions }) => positions))
    if (!colours.has(organisation.ref)) colours.set(organisation.ref, colours.size + 1);
  return colours;
}
