import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { paragraphsOf } from "../../../test/support/reading.ts";
import { describeWithData } from "../../../test/support/shared-data.ts";
import { Random } from "../../kernel/index.ts";
import type { ComparedDocument } from "./contract.ts";
import { originsOf } from "./index.ts";

const document = (title: string, text: string, more: Partial<ComparedDocument> = {}): ComparedDocument => ({
  id: title,
  title,
  published: null,
  author: null,
  address: null,
  paragraphs: paragraphsOf(text),
  ...more,
});
const found = (one: ComparedDocument, ...others: ComparedDocument[]) => originsOf({ document: one, others });
const brief = (one: ComparedDocument, ...others: ComparedDocument[]) =>
  found(one, ...others).origins.map(({ rule, document: from, directed }) => [rule, from, directed]);

const COPY =
  "The port of Ostrand closed its northern quay on Tuesday after inspectors found cracks in eleven of its forty pillars.";
const RETOLD =
  "The port of Ostrand closed its northern quay on Tuesday, after inspectors had found cracks in eleven of its forty pillars.";
const OTHER =
  "Fishing crews of the southern shore gathered in the town hall to talk about the price of ice and diesel.";
const NEARLY = "tells nearly the same words";

describe("a passage that two documents tell in nearly the same words", () => {
  const early = document("ledger", `${OTHER}\n\n${COPY}`, { published: "2031-10-28" });

  it("comes from the earlier one, passage by passage", () => {
    const late = document("gazette", `A headline here\n\n${RETOLD}\n\nMore of its own follows here.`, {
      published: "2031-10-29",
    });
    expect(brief(late, early)).toEqual([[NEARLY, "ledger", true]]);
    const [origin] = found(late, early).origins;
    expect(origin).toMatchObject({ said: { text: RETOLD }, source: { text: COPY } });
    expect(origin!.words).toBeGreaterThan(15);
    expect(brief(early, late)).toEqual([]);
  });

  it.each([
    ["no date", null],
    ["the same day", "2031-10-28"],
    ["the month alone", "2031-10"],
  ])("is left open with %s", (_, published) => {
    const one = document("gazette", RETOLD, { published });
    const [origin] = found(one, early).origins;
    expect(origin).toMatchObject({ directed: false });
    expect(origin!.doubts).toContain("which of the two came first");
  });

  it("has a direction where it names the other, and none where both carry the credit of one agency", () => {
    const named = document("gazette", `As The Ostrand Ledger wrote: ${RETOLD}`);
    const ledger = document("ledger", COPY, { author: "The Ostrand Ledger" });
    expect(brief(named, ledger)).toEqual([[NEARLY, "ledger", true]]);
    expect(brief(ledger, named)).toEqual([]);
    const wire = (title: string, published: string) =>
      document(title, `OSTRAND (AP) — ${COPY}`, { published });
    const both = found(wire("gazette", "2031-10-29"), wire("ledger", "2031-10-28")).origins;
    expect(both).toMatchObject([{ directed: false }]);
    expect(both[0]!.doubts[0]).toContain("AP, which both credit");
  });

  it("comes from the earliest of several", () => {
    const copies = ["2031-10-27", "2031-10-28"].map((day) => document(day, COPY, { published: day }));
    expect(brief(document("gazette", RETOLD, { published: "2031-10-29" }), ...copies)).toEqual([
      [NEARLY, "2031-10-27", true],
    ]);
  });

  it("goes on over what is too short to compare", () => {
    const text = `${COPY}\n\nIt said so.\n\n${OTHER}`;
    const [origin, ...more] = found(
      document("late", text, { published: "2031-10-29" }),
      document("early", text, { published: "2031-10-28" }),
    ).origins;
    expect(more).toEqual([]);
    expect(origin!.said.text).toBe(text);
  });
});

const WORDS = "We have closed the northern quay because eleven of its pillars are cracked";

describe("a quotation", () => {
  const statement = document("statement", `Port of Ostrand\n\n${WORDS}. Ships are led to the south.`, {
    published: "2031-10-27",
  });
  const quoting = (title: string, published: string | null) =>
    document(title, `“${WORDS},” the port said on Monday, and nobody asked why.`, { published });

  it("comes from the document whose own words it quotes", () => {
    expect(brief(quoting("ledger", "2031-10-28"), statement)).toEqual([
      ["quotes its words", "statement", true],
    ]);
    expect(brief(quoting("ledger", null), statement)).toEqual([["quotes its words", "statement", false]]);
    expect(brief(statement, quoting("ledger", "2031-10-28"))).toEqual([]);
  });

  it("that two documents have of a third makes neither the origin of the other, and that is said", () => {
    const { origins, notes } = found(quoting("gazette", "2031-10-29"), quoting("ledger", "2031-10-28"));
    expect(origins).toEqual([]);
    expect(notes).toEqual([
      "1 quotation stands in quotation marks in “ledger”, too: both quote a third, and neither is an origin of the other.",
    ]);
  });
});

it("an address comes from the document that was captured there", () => {
  const page = document("page", OTHER, { address: "https://ledger.example/quay?utm_source=x" });
  const one = document("gazette", "The ledger has it (https://ledger.example/quay). Nobody else does.");
  expect(brief(one, page)).toEqual([["gives its address", "page", true]]);
  expect(found(one, page).origins[0]!.said.text).toContain("https://ledger.example/quay");
});

it("an address that words carry is placed at the sentence with these words, once", () => {
  const page = document("page", OTHER, { address: "https://ledger.example/quay" });
  const [paragraph] = paragraphsOf("Nobody saw it. The paper wrote of it on Monday. Others did not.");
  const link = (words: string) => ({ address: "https://ledger.example/quay?utm_source=x", words });
  const linked = (...links: ReturnType<typeof link>[]) =>
    found(document("gazette", "", { paragraphs: [{ ...paragraph!, links }] }), page).origins;
  const said = [["gives its address", "The paper wrote of it on Monday."]];
  const brieflySaid = (...links: ReturnType<typeof link>[]) =>
    linked(...links).map((one) => [one.rule, one.said.text]);
  expect(brieflySaid(link("wrote of it"))).toEqual(said);
  expect(brieflySaid(link("wrote of it"), link("on Monday"))).toEqual(said);
  expect(brieflySaid({ ...link("wrote"), address: "https://ledger.example/other" })).toEqual([]);
});

const COMMON =
  "port ferry quay council storm winter price diesel lawyer union vote court island owner pillar crew market ice boat wall bridge road school money plan letter night talk crowd town harbour captain tax ship cargo fish net tide wind rain coast lamp tower clerk mayor".split(
    " ",
  );
const LINKS = "of the for the by the after the and the from the under a without a against the near the".split(
  " the",
);

/** Sentences of the same few dozen words, drawn anew, and one quotation of a public statement: independent, and about one thing. */
function generated(random: Random, n: number): ComparedDocument {
  const pick = (list: readonly string[]) => list[random.below(list.length)]!;
  const sentence = () =>
    `The ${pick(COMMON)} said on Tuesday that the ${Array.from({ length: 9 }, () => `${pick(COMMON)}${pick(LINKS)} the`).join(" ")} ${pick(COMMON)}.`;
  const paragraphs = Array.from({ length: 10 }, () => `${sentence()} ${sentence()}`);
  const quote = `“${WORDS},” the port said in its statement.`;
  return document(`g${n}`, [...paragraphs, quote].join("\n\n"), { published: `2031-10-${10 + n}` });
}

describe("documents that are independent", () => {
  it("propose nothing, though they quote one statement and share their words", () => {
    const random = new Random(17);
    const documents = Array.from({ length: 20 }, (_, n) => generated(random, n));
    const pairs = documents.length * (documents.length - 1);
    let wrong = 0;
    for (const one of documents)
      wrong += found(one, ...documents.filter((other) => other !== one)).origins.length;
    process.stdout.write(`origins: ${wrong} proposed over ${pairs} pairs of generated documents\n`);
    expect(wrong).toBe(0);
  });
});

interface Article {
  readonly id: string;
  readonly published: string;
  readonly text: string;
}

describeWithData("pairs of articles of 2015 and 2016", ["polnear/dev.ndjson"], (path) => {
  it("propose an origin only where a sentence is a near copy or a quotation is one's own words", () => {
    const articles = readFileSync(path, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Article)
      .map(({ id, published, text }) => document(id, text, { published }));
    let pairs = 0;
    let proposed = 0;
    const what: string[] = [];
    const GROUP = 14;
    for (let from = 0; from < articles.length; from += GROUP) {
      const group = articles.slice(from, from + GROUP);
      for (const one of group) {
        const others = group.filter((other) => other !== one);
        pairs += others.length;
        for (const { source, said, words } of found(one, ...others).origins) {
          proposed += 1;
          what.push(said.text);
          expect(source).not.toBeNull();
          expect(words).toBeGreaterThan(0.6 * said.text.split(/\s+/).length);
        }
      }
    }
    process.stdout.write(
      `origins: ${proposed} proposed over ${pairs} ordered pairs of articles\n${what.map((one) => `  ${one.slice(0, 300)}\n`).join("")}`,
    );
    expect(pairs).toBeGreaterThan(900);
    expect(proposed / pairs).toBeLessThan(0.01);
  });
});
