/**
 * What a person reads after an import: at most twelve lines, with what was kept and rejected first and the next step after that, whatever
 * came in and however it was packed.
 */
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { tarOf, zipOf, zstdOf } from "./support/archives.ts";
import { runCommand } from "./support/command.ts";
import { PLATFORM_FILES } from "./support/platform-files.ts";
import { describeWithData } from "./support/shared-data.ts";
import { tempFolder } from "./support/temp.ts";
import { workbookOf } from "./support/workbooks.ts";

const MOST_LINES = 12;
const NEXT = /^Import run_\w+\. Next: plumbline \w/;

/** The lines that were printed, held to the form. */
function expectReport(what: string, { status, printed }: { status: number; printed: string }): string[] {
  const lines = printed.trimEnd().split("\n");
  const next = lines.findIndex((line) => NEXT.test(line));
  const before = lines.slice(0, next);
  expect([what, status, lines.length <= MOST_LINES, lines]).toEqual([what, 0, true, lines]);
  expect([what, next > 0, before]).toEqual([what, true, before]);
  expect([what, lines[0]]).toEqual([what, expect.stringMatching(/\d (?:objects? )?kept, [\d,]+ rejected/)]);
  for (const line of before)
    expect([what, line]).toEqual([what, expect.stringMatching(/kept|rejected|^Rejected: |and [\d,]+ other/)]);
  return lines;
}

const POSTS = (from: number, rows = 6) =>
  `account,time,text\n${Array.from({ length: rows }, (_, i) => `a${from + i},2031-03-01T10:00:0${i % 10}Z,text ${from + i}`).join("\n")}\n,,\nb,never,x\n`;
/** As much as a report can have to say: repeats, rejects of several kinds, an order of dates, a zone, odd times, columns left out. */
const MUCH = `author,when,words,link,labels\n${Array.from(
  { length: 30 },
  (_, i) =>
    `a${i % 3},1${i % 9}/02/2031 1${i % 10}:00,text ${i % 5},https://www.example.org/${i}?utm_source=x,"[""x""]"`,
).join(
  "\n",
)}\n,,,,\nb,never,,,\nc,0,x,,\nd,13/13/2031,x,,\ne,01/02/1970 00:00,x,,\nf,01/02/2099 00:00,x,,\nshort,row\n`;
const BUNDLE = (n: number) =>
  JSON.stringify({
    type: "bundle",
    id: `bundle--00000000-0000-4000-8000-00000000000${n}`,
    objects: [
      {
        type: "identity",
        spec_version: "2.1",
        id: `identity--00000000-0000-4000-8000-00000000000${n}`,
        created: "2031-03-01T00:00:00.000Z",
        modified: "2031-03-01T00:00:00.000Z",
        name: `Party ${n}`,
        identity_class: "organization",
      },
    ],
  });

describe("the report of an import has at most twelve lines, kept and rejected and the next step first", () => {
  it.each(PLATFORM_FILES.map((file, n) => ({ ...file, n })))(
    "of $platform, $what ($n)",
    async ({ content, n, platform }) => {
      const root = tempFolder();
      const file = join(root, `export ${n}`);
      writeFileSync(file, content);
      expectReport(platform, await runCommand(["import", join(root, "case"), file]));
    },
  );

  it("of every container, of several files and bundles, and of a file with much to say", async () => {
    const root = tempFolder();
    const folder = join(root, "case");
    const many = Array.from({ length: 40 }, (_, i) => ({
      name: `deep/in/posts ${i}.csv`,
      content: POSTS(100 * i),
    }));
    const given: Readonly<Record<string, Buffer>> = {
      "much.csv": Buffer.from(MUCH),
      "posts.csv.gz": gzipSync(POSTS(5000)),
      "posts.zst": zstdOf(POSTS(5100)),
      "posts.tar": tarOf([{ name: "posts.csv", content: POSTS(5200) }]),
      "one.zip": zipOf([{ name: "posts.csv", content: POSTS(5300) }]),
      "many.zip": zipOf([
        ...many,
        ...Array.from({ length: 30 }, (_, i) => ({ name: `pictures/${i}.jpg`, content: `\u0000${i}` })),
        ...Array.from({ length: 5 }, (_, i) => ({ name: `bundle ${i}.json`, content: BUNDLE(i) })),
      ]),
      "utf16.csv": Buffer.from(`\uFEFF${POSTS(5400)}`, "utf16le"),
      "line\nend\u001b[31m.csv": Buffer.from(POSTS(5500)),
      "bundle.json": Buffer.from(BUNDLE(9)),
      "book.xlsx": workbookOf({
        sheets: [
          {
            name: "Posts",
            rows: [
              ["account", "time", "text"],
              ["anna", { s: 2, inside: "<v>47910.5</v>" }, "words"],
              ["", "", "no one"],
            ],
          },
        ],
      }),
    };
    for (const [name, bytes] of Object.entries(given)) {
      const file = join(root, name);
      writeFileSync(file, bytes);
      const more =
        name === "much.csv"
          ? ["--date-order", "dmy", "--map", "account=author,time=when,text=words,url=link,hashtag=labels"]
          : [];
      const lines = expectReport(name, await runCommand(["import", folder, file, ...more]));
      if (name === "many.zip")
        expect(lines.join("\n")).toMatch(/40 files of posts: .*\n[^]*Not imported: 30 files/);
    }
    const inbox = join(root, "inbox");
    mkdirSync(join(inbox, "below"), { recursive: true });
    for (let n = 0; n < 12; n++)
      writeFileSync(join(inbox, n % 2 === 0 ? "below" : "", `${n}.csv`), POSTS(9000 + 10 * n));
    expectReport("a folder", await runCommand(["import", folder, inbox]));
  });

  it("of a watch that ends", async () => {
    const root = tempFolder();
    const inbox = join(root, "inbox");
    mkdirSync(inbox);
    for (let n = 0; n < 8; n++) writeFileSync(join(inbox, `${n}.csv`), POSTS(10 * n));
    const { status, printed } = await runCommand(["watch", join(root, "case"), inbox, "--once"]);
    const lines = printed.trimEnd().split("\n");
    expect([status, lines.length <= MOST_LINES, lines]).toEqual([0, true, lines]);
    expect(lines.at(-2)).toMatch(/UTC: 48 posts from .*, 16 rejected/);
    expect(lines.at(-1)).toMatch(/^48 posts came in, in 8 imports\. Next: plumbline detect co-share /);
  });
});

/** Of records and sentences, and of a server: no imports. */
const OTHERS = /^(?:29|30|36|37)-/;

describeWithData("imports of the cases from the field", ["field-cases"], (path) => {
  const inputs = readdirSync(path)
    .filter((name) => statSync(join(path, name)).isDirectory() && !OTHERS.test(name))
    .flatMap((name) => readdirSync(join(path, name)).map((file) => join(name, file)))
    .filter((file) => !/(?:cmd\.sh|expected\.md|\.mjs)$/.test(file));

  it("say in at most twelve lines what came in, or in one line each why not", async () => {
    expect(inputs.length).toBeGreaterThan(50);
    const came = { in: 0, refused: 0 };
    for (const file of inputs) {
      const folder = join(tempFolder(), "case");
      const done = await runCommand(["import", folder, join(path, file)]);
      if (done.status === 0) expectReport(file, done);
      else expect([file, done.printed]).toEqual([file, expect.stringMatching(/\[[A-Z_]+\]/)]);
      came[done.status === 0 ? "in" : "refused"]++;
    }
    process.stdout.write(`field cases: ${came.in} came in, ${came.refused} were refused with a code\n`);
  });
});
