/**
 * Co-share of links straight from a delimited text gives what its staged rows give, whatever the text is like. Texts are made at random;
 * PLUMBLINE_DIRECT is how many (`npm test`: 40), PLUMBLINE_DIRECT_SEED where they begin.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Random } from "../src/kernel/random.ts";
import { compareWays, countHere, type CountAsked, type CountedHere } from "./support/direct-shares.ts";
import { makeRows, type Row } from "./support/odd-shares.ts";
import { PLATFORM_FILES } from "./support/platform-files.ts";
import { describeWithData } from "./support/shared-data.ts";

const FILES = Number(process.env["PLUMBLINE_DIRECT"] ?? 40);
const SEED = Number(process.env["PLUMBLINE_DIRECT_SEED"] ?? 1);
/** Columns of wide texts: of some that are staged, and of one that is as wide as may be, near enough. */
const WIDE = 300;
const WIDEST = 1990;

interface Written {
  readonly delimiter: string;
  readonly newline: string;
  readonly quoting: "needed" | "always" | "backslash";
}

const field = ({ delimiter, quoting }: Written, value: string | null): string => {
  const text = value ?? "";
  if (quoting === "backslash") return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
  return quoting === "always" || text.includes(delimiter) || /["\r\n]/.test(text)
    ? `"${text.replaceAll('"', '""')}"`
    : text;
};

/** How a time is written in this text. */
const TIMES: readonly ((iso: string) => string)[] = [
  (iso) => iso,
  (iso) => iso.slice(0, 19),
  (iso) => `${iso.slice(0, 10)} ${iso.slice(11, 19)}`,
  (iso) => String(Math.floor(Date.parse(iso) / 1000)),
  (iso) => String(Date.parse(iso)),
  (iso) => `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)} ${iso.slice(11, 16)}`,
  (iso) => `${iso.slice(0, 19)}+02:00`,
  (iso) => iso.slice(0, 10),
];

const isMoment = (time: string | null): time is string =>
  time !== null && /^\d{4}-\d{2}-\d{2}T.*Z$/.test(time) && !Number.isNaN(Date.parse(time));

/** What is wrong with a text, each by itself. */
const FAULTS: readonly ((lines: string[], random: Random, written: Written) => string[])[] = [
  (lines, random, { delimiter }) => changed(lines, random, (line) => `${line}${delimiter}one more`),
  (lines, random, { delimiter }) =>
    changed(lines, random, (line) => line.split(delimiter).slice(1).join(delimiter)),
  (lines, random) => changed(lines, random, () => ""),
  (lines, random) => changed(lines, random, (line) => `x"y${line}`),
  (lines, random) => changed(lines, random, (line) => `"x"y${line}`),
  (lines, random) => changed(lines, random, (line) => `${line}\r`),
  (lines, random) => changed(lines, random, (line) => `#${line}`),
  (lines, random) => changed(lines, random, (line) => line.replace(/[a-z]/, "\u0000")),
  (lines, random) => changed(lines, random, (line) => `"${line}`),
  (lines) => [lines[0]!, ...lines],
  (lines) => ["An export of posts", "", ...lines],
];

function changed(lines: readonly string[], random: Random, to: (line: string) => string): string[] {
  const at = Math.min(lines.length - 1, 1 + random.below(lines.length));
  return lines.map((line, i) => (i === at && i > 0 ? to(line) : line));
}

interface MadeText {
  readonly content: Buffer;
  readonly written: Written;
  readonly faulty: boolean;
}

function textOf(rows: readonly Row[], random: Random): MadeText {
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)]!;
  const written: Written = {
    delimiter: pick([",", ",", ",", "\t", ";", "|"]),
    newline: pick(["\n", "\n", "\n", "\r\n", "\r"]),
    quoting: pick(["needed", "needed", "always", "backslash"]),
  };
  const time = pick(TIMES);
  const other = random.below(4) === 0 ? pick(TIMES) : time;
  const wide = random.below(20) === 0 ? WIDE : random.below(3);
  const names = ["account", "time", "url", pick(["extra", "url", "Account", "", "post_id"])];
  const blank = Array.from({ length: wide }, (_, i) => `more ${i}`);
  const cells = rows.map((row, i) => [
    row.account,
    isMoment(row.time) ? (i % 7 === 3 ? other : time)(row.time) : row.time,
    row.url,
    row.extra,
    ...blank.map((name, n) => ((i + n) % 5 === 0 ? null : name)),
  ]);
  const lines = [[...names, ...blank], ...cells].map((row) =>
    row.map((one) => field(written, one)).join(written.delimiter),
  );
  const faulty = random.below(3) === 0;
  const whole = faulty ? pick(FAULTS)(lines, random, written) : lines;
  const end = random.below(4) === 0 ? "" : written.newline;
  const mark = pick(["", "", "", "\uFEFF", "\uFEFF\uFEFF"]);
  const bytes = Buffer.from(`${mark}${whole.join(written.newline)}${end}`, "utf8");
  // Bytes of another encoding, in one place.
  const at = random.below(10) === 0 ? bytes.indexOf("berta") : -1;
  if (at >= 0) bytes[at] = 0xe4;
  return { content: bytes, written, faulty };
}

/** As files stand, with the mapping that is proposed for them. */
async function asTheyAre(
  content: Buffer,
  what: string,
  seen: { direct: number; refused: number },
): Promise<void> {
  for (const object of ["url", "exact-url"] as const) {
    const report = object === "url";
    const done = await compareWays(content, { object, window: 60, minimum: 1, report }, `${what}, ${object}`);
    if (typeof done === "string") seen.refused++;
    else seen.direct += Number(done.direct);
  }
}

describe("shares straight from a text", () => {
  it(`are those of the staged rows, in ${FILES} texts of odd values in odd forms`, async () => {
    const seen = { direct: 0, staged: 0, refused: 0, edges: 0, quoted: 0, rejected: 0 };
    for (let n = SEED; n < SEED + FILES; n++) {
      const random = new Random(n);
      const { content, written, faulty } = textOf(makeRows(random).rows, random);
      const asked: CountAsked = {
        object: random.below(3) === 0 ? "exact-url" : "url",
        window: [60, 60, 0, 1, 3600, 20][random.below(6)]!,
        minimum: 1 + random.below(2),
        report: random.below(2) === 0,
        mapping: "account=account,time=time,url=url",
        ...(random.below(6) === 0 ? { zone: "Europe/Berlin" } : {}),
        ...(random.below(2) === 0 ? { dateOrder: "dmy" } : {}),
      };
      const what = `text ${n}, ${JSON.stringify({ ...asked, written, faulty })}`;
      const done = await compareWays(content, asked, what);
      if (typeof done === "string") seen.refused++;
      else count(seen, done, written);
    }
    for (const [name, found] of Object.entries(seen)) expect(found, name).toBeGreaterThan(FILES / 60);
  });

  it("are those of the staged rows of every text of a platform", async () => {
    const seen = { direct: 0, refused: 0 };
    const texts = PLATFORM_FILES.filter(({ content }) => !/^\uFEFF?\s*[[{]/.test(content.toString("utf8")));
    expect(texts.length).toBeGreaterThan(5);
    for (const { platform, what, content } of texts)
      await asTheyAre(Buffer.from(content), `${platform}, ${what}`, seen);
    // Tables of posts are made from these first.
    expect(seen.direct).toBe(0);
  });

  it("do not depend on the other columns, however many", async () => {
    const asked = {
      object: "url",
      window: 60,
      minimum: 1,
      mapping: "account=account,time=time,url=url",
    } as const;
    const textWith = (columns: number) => {
      const more = Array.from({ length: columns }, (_, i) => `,more ${i}`).join("");
      const rows = Array.from({ length: 500 }, (_, i) => {
        const time = new Date(Date.UTC(2031, 4, 1) + 7000 * i).toISOString();
        return `name-${i % 13},${time},http://www.one.example/page-${i % 5}${",x".repeat(columns)}\n`;
      });
      return `account,time,url${more}\n${rows.join("")}`;
    };
    const narrow = await compareWays(textWith(0), { ...asked, report: true }, "no other column");
    const wide = await countHere(textWith(WIDEST), { ...asked, report: false }, true);
    expect(wide).toMatchObject({ direct: true, facts: { kept: 500 } });
    if (typeof wide === "string" || typeof narrow === "string") throw new Error("refused");
    expect(wide.edges.split("\n").length).toBeGreaterThan(5);
    expect([wide.edges, wide.counts, wide.facts.links]).toEqual([
      narrow.edges,
      narrow.counts,
      narrow.facts.links,
    ]);
  });

  it("are read in the order of the rows where the database reads the text in many parts", async () => {
    const random = new Random(7);
    const pad = "x".repeat(400);
    const rows = Array.from({ length: 120_000 }, (_, i) => {
      const time = new Date(Date.UTC(2031, 4, 1) + 1000 * (i + random.below(3))).toISOString();
      return `name-${i % 997},"${time}",https://one.example/page-${random.below(5000)},"${pad}"\n`;
    });
    const content = `account,time,url,more\n${rows.join("")}`;
    const mapping = "account=account,time=time,url=url";
    const asked = { object: "url", window: 60, minimum: 1, report: false, mapping } as const;
    const done = await compareWays(content, asked, "many parts");
    expect(done).toMatchObject({ direct: true, counts: { sorted: true } });
  });
});

function count(
  seen: { direct: number; staged: number; edges: number; quoted: number; rejected: number },
  done: CountedHere,
  { quoting }: Written,
): void {
  seen[done.direct ? "direct" : "staged"]++;
  seen.edges += done.edges.split("\n").length - 2;
  seen.quoted += Number(done.direct && quoting === "always");
  seen.rejected += Number(done.direct && done.facts.rejected > 0);
}

describeWithData(
  "the links of texts that were published",
  ["field-cases", "peers", "coortweet", "ira_2016/october_5_to_8.csv", "polls_2016"],
  (cases, peers, coortweet, ira, polls) => {
    const below = (folder: string) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => /\.(?:csv|tsv)$/.test(name))
        .map((name) => join(folder, name));
    it("are counted alike", async () => {
      const seen = { direct: 0, refused: 0 };
      for (const path of [...[cases, peers, coortweet, polls].flatMap(below), ira])
        await asTheyAre(readFileSync(path), path, seen);
      // Most have ids of posts, or no links, and a few are no text.
      expect(seen.direct).toBeGreaterThan(0);
      expect(seen.refused).toBeGreaterThan(0);
    });
  },
);
