import { describe, expect, it } from "vitest";
import type { NetworkView } from "../../../../desk/index.ts";
import { ALL, accountGraph, groupGraph, strengthOf, strongest } from "./graph.ts";

const node = (id: string, group: string, community: number | null = null) => ({
  id,
  name: `name of ${id}`,
  group,
  degree: 1,
  shares: 3,
  community,
});
const edge = (a: string, b: string, group: string, activity: number, times: number) => ({
  a,
  b,
  group,
  weight: 4,
  matches: 5,
  medianSeconds: 1,
  aFirst: 2,
  bFirst: 3,
  log10p: { activity, times },
});
const group = (id: string, accounts: number) => ({
  id,
  status: "finding" as const,
  commonest: ["one", "two", "three", "four"],
  accounts,
  objects: 4,
  posts: 9,
  edges: 1,
});
const network: NetworkView = {
  groups: [group("A", 2), group("B", 40)],
  nodes: [node("A-1", "A", 0), node("A-2", "A"), node("B-1", "B"), node("B-2", "B")],
  edges: [edge("A-1", "A-2", "A", -20, -6), edge("B-1", "B-2", "B", -3, -9)],
  cut: { nodes: 0, edges: 0 },
};

describe("a network as it is drawn", () => {
  it("is one disc a group at first, larger with more accounts, with its letter, named by its commonest object", () => {
    const graph = groupGraph(network);
    expect([graph.order, graph.size]).toEqual([2, 0]);
    expect(graph.getNodeAttribute("B", "size")).toBeGreaterThan(graph.getNodeAttribute("A", "size"));
    expect(graph.getNodeAttribute("A", "label")).toBe("2 accounts\none");
    expect(graph.getNodeAttribute("A", "letter")).toBe("A");
  });

  it("opens one group or all, in the same places every time", () => {
    expect(accountGraph(network, "A").nodes()).toEqual(["A-1", "A-2"]);
    expect(accountGraph(network, ALL).size).toBe(2);
    expect(accountGraph(network, ALL).export().nodes).toEqual(accountGraph(network, ALL).export().nodes);
  });

  it("thins a dense group: each account keeps an edge, none has more than a few, the strongest first", () => {
    const ids = Array.from({ length: 30 }, (_, at) => `A-${at}`);
    const all = ids.flatMap((a, i) =>
      ids.slice(i + 1).map((b, j) => edge(a, b, "A", -(1 + ((i * 7 + j * 3) % 40)), -1)),
    );
    const kept = [...strongest(all)];
    expect(kept.length).toBeLessThan(all.length / 4);
    const degrees = ids.map((id) => kept.filter(({ a, b }) => a === id || b === id).length);
    expect(Math.min(...degrees)).toBeGreaterThan(0);
    expect(strongest(all.slice(0, 2)).size).toBe(2);
    const largest = Math.max(...all.map(strengthOf));
    expect(strengthOf(kept[0]!)).toBe(largest);
  });

  it("takes an edge's strength from the null that explains it best", () => {
    expect(network.edges.map(strengthOf)).toEqual([6, 3]);
  });
});
