import { describe, expect, it } from "vitest";
import type { LedgerItem } from "../../../views/reasoning.ts";
import { forestOf } from "./tree.ts";
import type { TreeNode } from "./tree.ts";

const item = (name: string, source: string | undefined, origins: LedgerItem["origins"]): LedgerItem => ({
  ref: `clm_${name}`,
  name,
  text: name,
  kind: "Claim",
  places: source === undefined ? [] : [{ source, label: "S1", text: "" }],
  grade: { reliability: "not assessed", credibility: "not assessed" },
  grades: [],
  origins,
  citedIn: [],
});
const document = (ref: string, ...from: string[]) => ({ ref, from, isRead: true });

const drawn = ({ ref, items, weight, isProposed, children }: TreeNode): string =>
  `${isProposed ? "?" : ""}${ref}${items.length}/${weight}${children.length === 0 ? "" : `(${children.map(drawn).join(" ")})`}`;

describe("what each document rests on", () => {
  it("hangs each item on its document, and the document on what it retells", () => {
    const forest = forestOf(
      [item("a", "news", ["report"]), item("b", "news", ["report"]), item("c", "report", ["report"])],
      [document("report"), document("agency", "report"), document("news", "agency")],
      [],
    );
    expect(forest.map(drawn)).toEqual(["report1/3(agency0/2(news2/2))"]);
  });

  it("ties a passage to its origin where the document itself says nothing", () => {
    const forest = forestOf(
      [item("a", "news", ["report"]), item("own", "news", ["news"]), item("none", "news", "not recorded")],
      [document("report"), document("news")],
      [],
    );
    expect(forest.map(drawn)).toEqual(["report0/1(news1/1)", "news1/1"]);
  });

  it("keeps an item of two origins under both, and one without a document at its origin", () => {
    const forest = forestOf([item("a", "x", ["p", "q"]), item("e", undefined, ["p"])], [document("x")], []);
    expect(forest.map(drawn)).toEqual(["p1/2(x1/1)", "q0/1(x1/1)"]);
  });

  it("ends on documents that name one another", () => {
    const documents = [document("a", "b"), document("b", "a")];
    expect(forestOf([item("i", "a", ["z"])], documents, []).length).toBeGreaterThan(0);
  });

  it("hangs what is proposed beside what is recorded, once, without weight", () => {
    const edges = [
      { document: "news", from: "report" },
      { document: "news", from: "report" },
      { document: "blog", from: "letter" },
      { document: "copy", from: "report" },
    ];
    const forest = forestOf(
      [item("c", "report", ["report"])],
      [document("report"), document("copy", "report")],
      edges,
    );
    expect(forest.map(drawn)).toEqual(["report1/1(copy0/0 ?news0/0)", "letter0/0(?blog0/0)"]);
  });

  it("leaves out what a run made and nothing comes from", () => {
    const result = { ...document("result", "posts"), isRead: false };
    const forest = forestOf([item("a", "posts", ["posts"])], [document("posts"), result], []);
    expect(forest.map(drawn)).toEqual(["posts1/1"]);
  });

  it("is empty where nothing has an origin", () => {
    expect(forestOf([item("a", "news", "not recorded")], [document("news")], [])).toEqual([]);
  });
});
