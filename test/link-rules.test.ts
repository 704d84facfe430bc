/** The page of the link rules says what they do: each of its lines is tried, by the functions, by an import, and by co-share. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { coShareFile } from "../src/edges/index.ts";
import { joinedLink, JOINING, linkForm, LINK_RULES, SPELLING } from "../src/kernel/index.ts";
import type { LinkRule } from "../src/kernel/index.ts";
import { detect, findActor, importFile, withCase } from "../src/workbench/index.ts";
import { read } from "./support/docs-pages.ts";
import { tempFolder } from "./support/temp.ts";

const PAGE = read("docs/link-rules.md");

/** The rows of the tables whose head has these columns. */
function table(head: string): string[][] {
  const lines = PAGE.split("\n");
  const from = lines.indexOf(head) + 2;
  const end = lines.findIndex((line, i) => i >= from && !line.startsWith("|"));
  return lines.slice(from, end < 0 ? undefined : end).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim().replace(/^`(.*)`$/, "$1")),
  );
}

const EQUAL = table("| | one | other | when | by |").map(([, one, other, when, by]) => ({
  one: one!,
  other: other!,
  when: when!,
  by: by as LinkRule,
}));
const APART = table("| one | other | why |");
const spelled = EQUAL.filter(({ when }) => when === "spelling");

/** Two accounts, each with one of the two, seconds apart; the next line hours later. */
const POSTS = [
  "account,time,url",
  ...EQUAL.flatMap(({ one, other }, i) => {
    const at = (second: number) => new Date(Date.UTC(2031, 0, 1, 6 * i, 0, second)).toISOString();
    return [`ann,${at(0)},"${one}"`, `ben,${at(10)},"${other}"`];
  }),
  // The counts are of addresses, however often they stand there.
  `carl,2031-12-01T00:00:00Z,"${EQUAL[0]!.one}"`,
].join("\n");

/** How often each rule stands in some lines. */
const byRule = (lines: readonly { readonly by: LinkRule }[]) => {
  const counts: Partial<Record<LinkRule, number>> = {};
  for (const { by } of lines) counts[by] = (counts[by] ?? 0) + 1;
  return counts;
};

let folder: string;
let file: string;
beforeAll(() => {
  folder = tempFolder(afterAll);
  file = join(folder, "posts.csv");
  writeFileSync(file, POSTS);
});

describe("the page of the link rules", () => {
  it("has the version and every rule, in order", () => {
    expect(PAGE).toContain(`Version **${LINK_RULES}**`);
    const rules = (when: string, all: object) =>
      Object.entries(all).map(([rule, what]) => [rule, when, what as string]);
    const shown = table("| rule | when | what it does |").map((row) =>
      row.map((cell) => cell.replaceAll("&amp;", "&")),
    );
    expect(shown).toEqual([...rules("spelling", SPELLING), ...rules("joining", JOINING)]);
  });
  it("tries 26 equivalences, and each rule in one", () => {
    expect(EQUAL).toHaveLength(26);
    expect(new Set<string>(EQUAL.map(({ by }) => by))).toEqual(
      new Set([...Object.keys(SPELLING), ...Object.keys(JOINING)]),
    );
  });
  it.each(EQUAL)("$one is $other ($when)", ({ one, other, when }) => {
    expect(joinedLink(one)).toBe(joinedLink(other));
    expect(linkForm(one) === linkForm(other)).toBe(when === "spelling");
  });
  it.each(APART)("%s is not %s", (one, other) => {
    for (const address of [one, other]) expect(linkForm(address), address).toBeDefined();
    expect(joinedLink(one)).not.toBe(joinedLink(other));
  });
});

describe("a file of these links", () => {
  const edges = async (object: string) => {
    const out = join(folder, `${object}.csv`);
    const done = await coShareFile(file, {
      mode: { like: "plumbline", object },
      window: 60,
      minimum: 1,
      out,
    });
    const [head = "", ...rows] = readFileSync(out, "utf8").trim().split("\n");
    const weight = head.split(",").indexOf("weight");
    return {
      weights: rows.map((row) => Number(row.split(",")[weight])),
      lines: done.lines,
      report: done.report,
    };
  };
  it("has one edge on all of them by page, and by exact link on those of one spelling", async () => {
    const joined = await edges("url");
    expect(joined.weights).toEqual([EQUAL.length]);
    expect(joined.report.links).toEqual({ rules: LINK_RULES, joined: byRule(EQUAL) });
    expect(joined.lines.join("\n")).toContain(
      `26 links are other addresses of one that is there, by the link rules ${LINK_RULES}: case 2, user 1`,
    );
    const exact = await edges("exact-url");
    expect(exact.weights).toEqual([spelled.length]);
    expect(exact.report.links.joined).toEqual(byRule(spelled));
    expect(exact.lines.join("\n")).not.toContain("link rules");
  });
  it("has the same edge without tests", async () => {
    const out = join(folder, "counts.csv");
    const mode = { like: "plumbline", object: "url", tests: false } as const;
    const { counts, edges: all } = await coShareFile(file, { mode, window: 60, minimum: EQUAL.length, out });
    expect([counts?.pairs, all]).toEqual([1, 1]);
  });
  it("is counted in the Run of its import, and by page in the Run of a co-share", async () => {
    const create = { by: "tester", organisation: "Desk" };
    await withCase(join(folder, "case"), { create }, async (opened) => {
      const actor = await findActor(opened, {});
      const { run, files } = await importFile(opened, file, { actor });
      const imported = (await opened.fullFold()).get(run);
      if (imported?.type !== "Run") throw new Error("the import made no Run");
      expect(imported.body.parameters["linkRules"]).toBe(LINK_RULES);
      expect(imported.body.counts).toMatchObject({ "links joined by case": 2, "links joined by escapes": 3 });
      expect(files[0]?.report.notes).toContainEqual(expect.stringContaining("15 links are other addresses"));
      const ran = async (object: string) => {
        const parameters = { object, window: 60, shuffles: 0 };
        return (await detect(opened, { detector: "co-share", parameters, actor })).body;
      };
      const { counts, findings } = await ran("url");
      const addresses = new Set(EQUAL.flatMap(({ one, other }) => [linkForm(one), linkForm(other)]));
      const judged = EQUAL.filter(({ when }) => when === "joining");
      expect(counts).toMatchObject({
        objects: EQUAL.length,
        pairsOnThree: 1,
        linkRules: LINK_RULES,
        linkAddresses: addresses.size,
        ...Object.fromEntries(Object.entries(byRule(judged)).map(([rule, n]) => [`linksJoined.${rule}`, n])),
      });
      expect(findings[0]!.method).toContain(`by the link rules ${LINK_RULES}: redirect 2, amp 2`);
      const exact = await ran("exact-url");
      expect(exact.counts["objects"]).toBe(addresses.size);
      expect(exact.counts).not.toHaveProperty("linkRules");
    });
  });
});
