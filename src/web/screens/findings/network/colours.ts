/** What the colours of a drawing say: five values have one each, the others share one, and the legend counts them. */
import type { NetworkView } from "../../../../desk/index.ts";
import { count } from "../../../../words.ts";

/** Numbers of colours: 1 to 5 for values, and these two. */
export const OTHER = 0;
export const NONE = 6;
const COLOURS = 5;

/** Colour of the series, group or value at this place. */
export const toneAt = (place: number): number => (place < COLOURS ? place + 1 : OTHER);

export interface LegendEntry {
  readonly tone: number;
  readonly name: string;
  readonly accounts: number;
}

export interface Colouring {
  readonly toneOf: (id: string) => number;
  readonly legend: readonly LegendEntry[];
}

type Node = NetworkView["nodes"][number];

/**
 * @param nodes what is drawn
 * @param valueOf the value that an account has; null for none
 * @param order of values, where it is given; otherwise the commonest are first
 * @param nameOf a value in words
 */
export function colouring(
  nodes: readonly Node[],
  valueOf: (node: Node) => string | null,
  order?: readonly string[],
  nameOf: (value: string) => string = (value) => value,
): Colouring {
  const accounts = new Map<string, number>();
  for (const node of nodes) {
    const value = valueOf(node);
    if (value !== null) accounts.set(value, (accounts.get(value) ?? 0) + 1);
  }
  const ranked = order?.filter((value) => accounts.has(value)) ?? commonest(accounts);
  const tones = new Map(ranked.map((value, at) => [value, toneAt(order?.indexOf(value) ?? at)]));
  const toneOfNode = new Map(
    nodes.map((node) => {
      const value = valueOf(node);
      return [node.id, value === null ? NONE : tones.get(value)!] as const;
    }),
  );
  const own = ranked.filter((value) => tones.get(value) !== OTHER);
  const shared = ranked.filter((value) => tones.get(value) === OTHER);
  const inNone = [...toneOfNode.values()].filter((tone) => tone === NONE).length;
  return {
    toneOf: (id) => toneOfNode.get(id) ?? OTHER,
    legend: [
      ...own.map((value) => ({
        tone: tones.get(value)!,
        name: nameOf(value),
        accounts: accounts.get(value)!,
      })),
      ...(shared.length === 0
        ? []
        : [
            {
              tone: OTHER,
              name: shared.length === 1 ? nameOf(shared[0]!) : `${count(shared.length)} others`,
              accounts: shared.reduce((sum, value) => sum + accounts.get(value)!, 0),
            },
          ]),
      ...(inNone === 0 ? [] : [{ tone: NONE, name: "none", accounts: inNone }]),
    ],
  };
}

const commonest = (accounts: ReadonlyMap<string, number>): string[] =>
  [...accounts].sort(([x, m], [y, n]) => n - m || (x < y ? -1 : 1)).map(([value]) => value);
