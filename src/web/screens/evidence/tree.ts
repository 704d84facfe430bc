/**
 * What each document rests on, as a forest: an origin at each root, above it the documents that retell it, at each document the items that
 * come from it. An item hangs once under each of its origins. Linear in items times the documents between one and its origin.
 */
import type { LedgerItem } from "../../../views/reasoning.ts";

export interface TreeDocument {
  readonly ref: string;
  /** Documents that its record says it comes from. */
  readonly from: readonly string[];
  /** Whether it is drawn where no item comes from it, too: people read it, and no run made it. */
  readonly isRead: boolean;
}

/** Somebody has yet to say whether this document has a passage from that one. */
export interface ProposedEdge {
  readonly document: string;
  readonly from: string;
}

export interface TreeNode {
  readonly ref: string;
  /** Items that come from it directly. */
  readonly items: readonly LedgerItem[];
  /** Items that hang on it, those of the nodes above it among them. */
  readonly weight: number;
  readonly isProposed: boolean;
  readonly children: readonly TreeNode[];
}

interface Growing {
  readonly items: LedgerItem[];
  readonly children: Map<string, Growing>;
}

const fresh = (): Growing => ({ items: [], children: new Map() });

export function forestOf(
  items: readonly LedgerItem[],
  documents: readonly TreeDocument[],
  proposed: readonly ProposedEdge[],
): readonly TreeNode[] {
  const known = new Map(documents.map((one) => [one.ref, one]));
  const roots = new Map<string, Growing>();
  for (const item of items) {
    if (item.origins === "not recorded") continue;
    const place = item.places.find(({ source }) => known.has(source))?.source;
    for (const origin of item.origins) at(roots, wayTo(origin, place, known)).items.push(item);
  }
  for (const { ref, from, isRead } of documents) {
    const [first] = from;
    if (isRead && first !== undefined) at(roots, wayTo(rootOf(first, known), ref, known));
  }
  const grown = [...roots].map(([ref, growing]) => finished(ref, growing));
  return withProposed(grown, proposed).toSorted((a, b) => b.weight - a.weight);
}

/** From the origin up to the document of an item: through the documents between them, or right to it where a passage alone says so. */
function wayTo(
  origin: string,
  document: string | undefined,
  known: ReadonlyMap<string, TreeDocument>,
): readonly string[] {
  if (document === undefined || document === origin) return [origin];
  const ways: string[][] = [[document]];
  const seen = new Set([document]);
  for (const way of ways) {
    for (const next of known.get(way.at(-1)!)?.from ?? []) {
      if (next === origin) return [...way, origin].toReversed();
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return [origin, document];
}

/** Where the line of a document ends, by the first that each names. */
function rootOf(document: string, known: ReadonlyMap<string, TreeDocument>): string {
  const seen = new Set<string>();
  let ref = document;
  while (!seen.has(ref)) {
    seen.add(ref);
    ref = known.get(ref)?.from[0] ?? ref;
  }
  return ref;
}

function at(roots: Map<string, Growing>, [root, ...way]: readonly string[]): Growing {
  let node = below(roots, root!);
  for (const ref of way) node = below(node.children, ref);
  return node;
}

function below(nodes: Map<string, Growing>, ref: string): Growing {
  const node = nodes.get(ref) ?? fresh();
  nodes.set(ref, node);
  return node;
}

function finished(ref: string, { items, children }: Growing): TreeNode {
  const above = [...children]
    .map(([child, growing]) => finished(child, growing))
    .toSorted((a, b) => b.weight - a.weight);
  const weight = above.reduce((sum, child) => sum + child.weight, items.length);
  return { ref, items, weight, isProposed: false, children: above };
}

/** Each proposal hangs where its document would hang; a source that nothing hangs on yet is a root of its own. */
function withProposed(forest: readonly TreeNode[], proposed: readonly ProposedEdge[]): readonly TreeNode[] {
  let grown = forest;
  const done = new Set<string>();
  for (const { document, from } of proposed) {
    if (document === from || done.has(`${document} ${from}`)) continue;
    done.add(`${document} ${from}`);
    const leaf: TreeNode = { ref: document, items: [], weight: 0, isProposed: true, children: [] };
    let isHung = false;
    const hang = (node: TreeNode): TreeNode => {
      if (isHung) return node;
      if (node.ref === from && !node.isProposed) {
        isHung = true;
        return node.children.some(({ ref }) => ref === document)
          ? node
          : { ...node, children: [...node.children, leaf] };
      }
      return { ...node, children: node.children.map(hang) };
    };
    const next = grown.map(hang);
    grown = isHung
      ? next
      : [...grown, { ref: from, items: [], weight: 0, isProposed: false, children: [leaf] }];
  }
  return grown;
}
