import { describe, expect, it } from "vitest";
import { findingOf } from "../../test/support/held-bytes.ts";
import type { Finding } from "../model/finding.ts";
import { findingNames } from "./finding-names.ts";

const group = (id: string, accounts: number, status: "finding" | "candidate" = "finding"): Finding => ({
  ...findingOf(`Co-share by exact text, group ${id}`),
  status,
  statistics: [{ name: "distinct texts", value: 64 }],
  figures: [
    {
      kind: "network",
      groups: [{ id, status, accounts, objects: 64, posts: 90 }],
      nodes: [],
      edges: [],
      omitted: { accounts, edges: 0 },
    },
  ],
});
const named = (findings: readonly Finding[], windows: readonly number[] = []) =>
  findings.map((finding, at) => ({
    ref: `run_aaaaaaaaa${at}#f1`,
    label: `F${at + 1}`,
    finding,
    parameters: { window: windows[at] ?? 60 },
  }));
const list = (...given: Parameters<typeof findingNames>) => [...findingNames(...given).values()];

describe("the short name of a finding", () => {
  it("is the letter of its group and counts where the result is not seen; any other is called by its title", () => {
    expect(list(named([group("A", 24), group("D", 1, "candidate"), findingOf("Rise on 3 October")]))).toEqual(
      ["Group A: 24 accounts, 64 texts", "Candidate group D: 1 account, 64 texts", "Rise on 3 October"],
    );
  });

  it("is what was shared where it is, cut to a line", () => {
    const shared = new Map([
      ["run_aaaaaaaaa0#f1", { first: "#tag49", all: 64 }],
      ["run_aaaaaaaaa1#f1", { first: `one\n${"long ".repeat(20)}`, all: 1 }],
    ]);
    expect(list(named([group("A", 24), group("B", 3)]), (ref) => shared.get(ref))).toEqual([
      "#tag49 and 63 more",
      "one long long long long lon…",
    ]);
  });

  it("tells findings apart: by window, by group, by their place", () => {
    const shared = () => ({ first: "#tag49", all: 64 });
    expect(list(named([group("A", 24), group("A", 24)], [60, 300]))).toEqual([
      "Group A: 24 accounts, 64 texts, within 60 s",
      "Group A: 24 accounts, 64 texts, within 300 s",
    ]);
    expect(list(named([group("A", 24), group("B", 3)]), shared)).toEqual([
      "#tag49 and 63 more, group A",
      "#tag49 and 63 more, group B",
    ]);
    const same = list(named([group("A", 24), group("A", 24)]));
    expect(same).toEqual(["Group A: 24 accounts, 64 texts (F1)", "Group A: 24 accounts, 64 texts (F2)"]);
  });
});
