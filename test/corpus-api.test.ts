/** The corpus over the API: what each person may read of it, work that can be stopped, and files that may be hostile. */
import { gzipSync } from "node:zlib";
import { readFileSync, readdirSync, existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { Database } from "../src/store/corpus/database.ts";
import * as postStatements from "../src/store/corpus/post-statements.ts";
import * as wordStatements from "../src/store/corpus/words/statements.ts";
import type { EdgeView, FindingPostsView, JobView, NetworkView, PostsView } from "../src/desk/index.ts";
import type { TraceStep } from "../src/workbench/index.ts";
import { linesDown, pagesPdf } from "./support/pdf-files.ts";
import { describeWithData } from "./support/shared-data.ts";
import { testServer } from "./support/site.ts";
import type { TestServer } from "./support/site.ts";
import { tempFolder } from "./support/temp.ts";

const ALL = ["reader", "analyst", "reviewer", "releaser", "administrator"] as const;
const PEOPLE = {
  low: { reader: { ceiling: "AMBER", groups: [] }, roles: ["analyst"] },
  middle: { reader: { ceiling: "AMBER+STRICT", groups: [] }, roles: ["analyst"] },
  high: { reader: { ceiling: "RED", groups: [] }, roles: ALL },
  reader: { reader: { ceiling: "RED", groups: [] }, roles: ["reader"] },
} as const;

interface Row {
  readonly account: string;
  readonly time: string;
  readonly text: string;
  readonly language: string;
}

const WORDS = ["Ärger", "election", "vote", "Москва", "it's", "100%", "a_b", "#tag"];

/** Rows that repeat for a label. */
function rowsOf(label: string, count: number): Row[] {
  return Array.from({ length: count }, (_, i) => ({
    account: `${label}${i % 7}`,
    time: new Date(Date.UTC(2016, 9, 1) + ((i * 7919) % 500) * 60_000).toISOString(),
    text: `${WORDS[i % WORDS.length]} ${WORDS[(i * 3 + 1) % WORDS.length]} ${label} ${i}`,
    language: i % 3 === 0 ? "en" : "ru",
  }));
}

const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
const csvOf = (rows: readonly Row[]) =>
  `account,time,text,language\n${rows
    .map((row) =>
      Object.values(row)
        .map((value) => cell(String(value)))
        .join(","),
    )
    .join("\n")}\n`;

const LOW = rowsOf("low", 400);
const HIGH = rowsOf("secret", 300);
const MAP = "account=account,time=time,text=text,language=language";

async function importCsv(
  server: TestServer,
  person: string,
  name: string,
  content: string,
  tlp: string,
): Promise<JobView> {
  const { id } = await server.upload(person, name, content);
  const job = await server.json<JobView>(person, "/imports", { upload: id, map: MAP, marking: { tlp } });
  return server.finished(person, job);
}

const fold = (text: string) => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();

describe("posts at a seat", () => {
  const cleanups: (() => void)[] = [];
  let server: TestServer;
  let folder: string;
  beforeAll(async () => {
    folder = tempFolder((clean) => cleanups.push(clean));
    server = await testServer(folder, PEOPLE);
    expect((await importCsv(server, "low", "low.csv", csvOf(LOW), "AMBER")).state).toBe("done");
    expect((await importCsv(server, "high", "high.csv", csvOf(HIGH), "RED")).state).toBe("done");
  });
  afterAll(async () => {
    await server.site.close();
    for (const clean of cleanups) clean();
  });

  it("are those of the files that the person may see: totals, bins, languages and suggestions too", async () => {
    for (const [person, rows] of [
      ["low", LOW],
      ["high", [...LOW, ...HIGH]],
    ] as const) {
      const page = await server.json<PostsView>(person, "/posts?limit=500");
      expect(page.total).toBe(rows.length);
      const bins = await server.json<{ bins: { count: number }[] }>(person, "/posts/histogram?bins=7");
      expect(bins.bins.reduce((sum, { count }) => sum + count, 0)).toBe(rows.length);
      expect(bins.bins.length).toBeLessThanOrEqual(7);
      // Both ends given: each post is counted once, and only between them.
      const [from, to] = ["2016-10-01T02:00:00.000Z", "2016-10-01T05:00:00.000Z"];
      const cut = await server.json<{ bins: { count: number }[] }>(
        person,
        `/posts/histogram?bins=3&from=${from}&to=${to}`,
      );
      expect(cut.bins.reduce((sum, { count }) => sum + count, 0)).toBe(
        rows.filter(({ time }) => time >= from && time < to).length,
      );
      const facets = await server.json<{ posts: number; accounts: number; languages: unknown }>(
        person,
        "/posts/facets",
      );
      expect(facets).toMatchObject({
        posts: rows.length,
        accounts: new Set(rows.map(({ account }) => account)).size,
        languages: ["ru", "en"].map((value) => ({
          value,
          posts: rows.filter(({ language }) => language === value).length,
        })),
      });
    }
    const suggested = (person: string) =>
      server.json<{ values: { value: string }[] }>(person, "/posts/suggest?kind=account&text=SECRET");
    expect((await suggested("low")).values).toEqual([]);
    expect((await suggested("high")).values).toHaveLength(7);
    const imports = await server.json<{ imports: { title: string }[] }>("low", "/imports");
    expect(imports.imports.map(({ title }) => title)).toEqual(["low.csv"]);
  });

  it("answer a search as a plain program does, page after page, for any words and filters", async () => {
    const all = [
      ...LOW.map((row, i) => ({ ...row, file: 0, row: i + 1 })),
      ...HIGH.map((row, i) => ({ ...row, file: 1, row: i + 1 })),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          words: fc.uniqueArray(fc.constantFrom(...WORDS, "vote ä", "zzz", "low 1"), { maxLength: 2 }),
          account: fc.option(fc.constantFrom("low3", "secret2", "nobody"), { nil: undefined }),
          language: fc.option(fc.constantFrom("en", "ru"), { nil: undefined }),
          from: fc.option(fc.integer({ min: 0, max: 500 }), { nil: undefined }),
          span: fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined }),
          person: fc.constantFrom("low", "high"),
          limit: fc.integer({ min: 3, max: 60 }),
        }),
        async ({ words, account, language, from, span, person, limit }) => {
          const start = Date.UTC(2016, 9, 1) + (from ?? 0) * 60_000;
          const end = span === undefined ? undefined : start + span * 60_000;
          const expected = all
            .filter(({ file }) => person === "high" || file === 0)
            .filter((row) => words.every((word) => fold(row.text).includes(fold(word))))
            .filter((row) => account === undefined || row.account === account)
            .filter((row) => language === undefined || row.language === language)
            .filter(({ time }) => from === undefined || Date.parse(time) >= start)
            .filter(({ time }) => end === undefined || Date.parse(time) < end)
            .sort((a, b) => Date.parse(a.time) - Date.parse(b.time) || a.file - b.file || a.row - b.row);
          const query = new URLSearchParams({ limit: String(limit) });
          if (words.length > 0) query.set("q", words.map((word) => `"${word}"`).join(" "));
          if (account !== undefined) query.set("account", account);
          if (language !== undefined) query.set("language", language);
          if (from !== undefined) query.set("from", new Date(start).toISOString());
          if (end !== undefined) query.set("to", new Date(end).toISOString());
          const found: string[] = [];
          for (let next: string | null = ""; next !== null;) {
            if (next !== "") query.set("after", next);
            const page: PostsView = await server.json<PostsView>(person, `/posts?${query.toString()}`);
            expect(page.total).toBe(expected.length);
            found.push(...page.posts.map(({ text }) => text ?? ""));
            next = page.next;
          }
          expect(found).toEqual(expected.map(({ text }) => text));
        },
      ),
      { numRuns: 40 },
    );
  });

  it("are told at a glance, where they may be read", async () => {
    const { posts } = await server.json<PostsView>("high", "/posts?limit=1&account=secret2");
    const place = encodeURIComponent(`${posts[0]!.artifact}#row-${posts[0]!.row}`);
    const told = await server.json<{ kind: string; text: string; marking: unknown }>(
      "high",
      `/glance/${place}`,
    );
    expect(told).toMatchObject({ kind: "Post", marking: { tlp: "RED" } });
    expect(told.text).toContain(posts[0]!.text);
    expect((await server.ask("low", `/glance/${place}`)).status).toBe(404);
    expect(await (await server.ask("low", `/glance/${posts[0]!.artifact}`)).text()).toBe(
      (await (await server.ask("low", "/glance/art_0000000000")).text()).replace(
        "art_0000000000",
        posts[0]!.artifact,
      ),
    );
  });

  it("hang on a line down to their row and file, where they may be read", async () => {
    const placeOf = async (person: string, account: string) => {
      const { posts } = await server.json<PostsView>(person, `/posts?limit=1&account=${account}`);
      return `${posts[0]!.artifact}#row-${posts[0]!.row}`;
    };
    const traced = (person: string, place: string) =>
      server.ask(person, `/trace/${encodeURIComponent(place)}`);
    const low = await placeOf("low", "low3");
    const row = Number(low.split("-").at(-1));
    const line = (await (await traced("low", low)).json()) as TraceStep;
    expect(line).toMatchObject({ ref: low, kind: "Post", next: [{ relation: `row ${row} of` }] });
    expect(line.text).toContain(`${LOW[row - 1]!.account}: ${LOW[row - 1]!.text}`);
    expect(JSON.stringify(line.next)).toMatch(/SHA-256 [0-9a-f]{64}/);
    // Hidden, out of the file, and never there: one answer.
    const high = await placeOf("high", "secret2");
    expect((await traced("high", high)).status).toBe(200);
    for (const place of [high, low.replace(/row-.*/, "row-9999"), "art_0000000000#row-1"])
      expect((await traced("low", place)).status).toBe(404);
  });

  it("refuse a place that no list gave, and text that no statement can hold", async () => {
    for (const query of ["after=1", "q=%00", "from=yesterday", "object=colour:red", "limit=0"])
      expect((await server.ask("low", `/posts?${query}`)).status).toBe(400);
    // Quotation marks and comments are letters of a text.
    expect(
      (await server.json<PostsView>("low", `/posts?q=${encodeURIComponent("'; DROP TABLE posts; --")}`))
        .total,
    ).toBe(0);
    expect(
      (await server.json<PostsView>("low", `/posts?q=${encodeURIComponent("it's 100%")}`)).total,
    ).toBeGreaterThan(0);
  });

  it("lets nobody run on what they may not see: a run over the low file does not know the high one", async () => {
    const parameters = { object: "text", window: 60 };
    const job = await server.json<JobView>("low", "/runs", { detector: "near-copy", parameters: {} });
    const done = await server.finished("low", job);
    expect(done.refusal).toBeNull();
    const { record } = await server.json<{
      record: { body: { inputs: unknown[]; counts: { posts: number } } };
    }>("low", `/records/${done.result!.refs[0]!}`);
    expect(record.body.inputs).toHaveLength(1);
    expect(record.body.counts.posts).toBe(LOW.length);
    expect(
      (
        await server.ask("reader", "/runs", {
          method: "POST",
          body: JSON.stringify({ detector: "co-share", parameters }),
          headers: { "content-type": "application/json" },
        })
      ).status,
    ).toBe(403);
    // A job is nobody else's business.
    expect((await server.ask("high", `/jobs/${job.id}`)).status).toBe(404);
  });

  it("tells nothing of a hidden import of the same bytes: it comes in again, and counts once where both are seen", async () => {
    const again = await importCsv(server, "low", "again.csv", csvOf(HIGH), "AMBER");
    expect(again.state).toBe("done");
    expect((await server.json<PostsView>("low", "/posts?limit=1")).total).toBe(LOW.length + HIGH.length);
    expect((await server.json<PostsView>("high", "/posts?limit=1")).total).toBe(LOW.length + HIGH.length);
    const repeated = await importCsv(server, "low", "again.csv", csvOf(HIGH), "AMBER");
    expect(repeated.refusal?.code).toBe("ALREADY_IMPORTED");
    const withdrawn = await server.json<JobView>("low", `/imports/${again.result!.refs[0]!}/withdraw`, {
      why: "twice",
    });
    expect((await server.finished("low", withdrawn)).state).toBe("done");
    expect((await server.json<PostsView>("low", "/posts?limit=1")).total).toBe(LOW.length);
    expect((await server.json<PostsView>("high", "/posts?limit=1")).total).toBe(LOW.length + HIGH.length);
  });

  it("replaces an import of these bytes; a hidden one is refused like one that never was", async () => {
    const own = tempFolder();
    const desk = await testServer(own, PEOPLE);
    const [low, secret] = [rowsOf("other", 30), rowsOf("hidden", 30)].map(csvOf) as [string, string];
    const first = await importCsv(desk, "low", "other.csv", low, "AMBER");
    const hidden = await importCsv(desk, "high", "hidden.csv", secret, "RED");
    const replace = async (person: string, content: string, replaces: string, map: string) => {
      const { id } = await desk.upload(person, "again.csv", content);
      const job = await desk.json<JobView>(person, "/imports", { upload: id, map, replaces });
      return desk.finished(person, job);
    };
    const other = "account=language,time=time,text=text";
    const [old, above] = [first, hidden].map(({ result }) => result!.refs[0]!) as [string, string];
    for (const run of [above, "run_0000000000"]) {
      const { state, refusal } = await replace("low", secret, run, other);
      expect([state, { ...refusal, where: null }]).toMatchObject([
        "failed",
        { code: "NOT_FOUND", message: "There is no such import." },
      ]);
    }
    // The bytes of another import than the one that is named.
    expect((await replace("low", secret, old, other)).refusal?.code).toBe("NOT_FOUND");
    const done = await replace("low", low, old, other);
    expect(done.state).toBe("done");
    const imports = await desk.json<{ imports: { ref: string; marking: { tlp: string } }[] }>(
      "low",
      "/imports",
    );
    expect(imports.imports).toMatchObject([{ ref: done.result!.refs[0], marking: { tlp: "AMBER" } }]);
    const page = await desk.json<PostsView>("low", "/posts?limit=500");
    expect(page.total).toBe(30);
    expect(new Set(page.posts.map(({ account }) => account))).toEqual(new Set(["en", "ru"]));
    expect(await desk.json("low", "/stale")).toEqual({ stale: [] });
    // Who still meant the first reading is told, and replaces nothing.
    expect((await replace("low", low, old, "account=account,time=time")).refusal?.code).toBe("INVARIANT");
    expect((await desk.json<PostsView>("high", "/posts?limit=1")).total).toBe(60);
    await desk.site.close();
  });

  it("gives no bytes for a hash that somebody merely claims to hold", async () => {
    const { id } = await server.upload("high", "secret.txt", "for few");
    const hidden = await server.json<{ body: { sha256: string } }>("high", "/artifacts", {
      upload: id,
      marking: { tlp: "RED" },
    });
    expect((await server.ask("high", `/artifacts/${hidden.body.sha256}`)).status).toBe(200);
    expect((await server.ask("middle", `/artifacts/${hidden.body.sha256}`)).status).toBe(404);
    const refused = await server.json<{ code: string }>("middle", "/records", {
      records: [
        {
          type: "Artifact",
          marking: { tlp: "GREEN" },
          body: { title: "x", held: true, sha256: hidden.body.sha256 },
        },
      ],
    });
    expect(refused.code).toBe("FORBIDDEN");
    expect((await server.ask("middle", `/artifacts/${hidden.body.sha256}`)).status).toBe(404);
  });
});

describe("counts and files of posts at a seat", () => {
  const cleanups: (() => void)[] = [];
  let server: TestServer;
  beforeAll(async () => {
    server = await testServer(
      tempFolder((clean) => cleanups.push(clean)),
      PEOPLE,
    );
    expect((await importCsv(server, "low", "low.csv", csvOf(LOW), "AMBER")).state).toBe("done");
    expect((await importCsv(server, "high", "high.csv", csvOf(HIGH), "RED")).state).toBe("done");
  });
  afterAll(async () => {
    await server.site.close();
    for (const clean of cleanups) clean();
  });

  it("are counted by value, listed from the newest on and cut to a cell as a plain program does", async () => {
    const notes = ["low", "secret"].map((label) =>
      rowsOf(label, 60).map((row, i) => ({
        ...row,
        account: `${label}-n${i % 5}`,
        lean: i % 4 === 0 ? 'l"e:ft' : "right",
      })),
    );
    const noted = (rows: (typeof notes)[0]) => csvOf(rows).replace("language\n", "language,lean:1\n");
    expect((await importCsv(server, "low", "notes.csv", noted(notes[0]!), "AMBER")).state).toBe("done");
    expect((await importCsv(server, "high", "more.csv", noted(notes[1]!), "RED")).state).toBe("done");
    const cell = (value: string) => encodeURIComponent(`"lean:1":${value}`);
    for (const [person, all, own] of [
      ["low", [...LOW, ...notes[0]!], notes[0]!],
      ["high", [...LOW, ...notes[0]!, ...HIGH, ...notes[1]!], notes.flat()],
    ] as const) {
      const tally = (rows: readonly Row[], of: (row: Row) => string) => {
        const found = new Map<string, Row[]>();
        for (const row of rows) found.set(of(row), [...(found.get(of(row)) ?? []), row]);
        return [...found]
          .map(([value, list]) => ({
            value,
            posts: list.length,
            accounts: new Set(list.map(({ account }) => account)).size,
          }))
          .sort((a, b) => b.posts - a.posts || (a.value < b.value ? -1 : 1))
          .slice(0, 10);
      };
      const counted = async (query: string) =>
        (await server.json<{ values: unknown }>(person, `/posts/counts?${query}`)).values;
      expect(await counted("by=account")).toEqual(tally(all, ({ account }) => account));
      expect(await counted("by=language&q=vote")).toEqual(
        tally(
          all.filter(({ text }) => text.includes("vote")),
          ({ language }) => language,
        ),
      );
      const left = own.filter(({ lean }) => lean !== "right");
      expect(await counted(`by=account&cell=${cell('l"e:ft')}`)).toEqual(
        tally(left, ({ account }) => account),
      );
      expect(await counted(`by=${encodeURIComponent('"lean:1"')}`)).toEqual(
        tally(own, (row) => (row as (typeof own)[number]).lean),
      );
      expect(await counted(`by=${encodeURIComponent('"no such"')}`)).toEqual([]);
      // From the newest on, page after page: the list from the oldest on, turned round.
      const walk = async (order: string): Promise<string[]> => {
        const found: string[] = [];
        for (let next: string | null = ""; next !== null;) {
          const after: string = next === "" ? "" : `&after=${next}`;
          const page: PostsView = await server.json<PostsView>(
            person,
            `/posts?order=${order}&limit=37${after}`,
          );
          found.push(...page.posts.map(({ artifact, row }) => `${artifact} ${row}`));
          next = page.next;
        }
        return found;
      };
      const newest = await walk("newest");
      expect(newest).toHaveLength(all.length);
      expect(newest).toEqual((await walk("oldest")).reverse());
    }
  });

  it("are a file with the marking of each, and no cell or heading of it is a formula", async () => {
    const rows = [
      { account: "=cmd|'/c calc'!A1", text: "@SUM(1)", language: "en" },
      { account: "-low", text: '+1, "quoted"', language: "=1" },
    ].map((row, i) => ({ time: `2017-01-0${i + 1}T00:00:00Z`, ...row }));
    const csv = `account,time,text,language,=HYPERLINK(1)\n${rows
      .map((row) => [row.account, row.time, row.text, row.language, "=2+3"].map(cell).join(","))
      .join("\n")}\n`;
    expect((await importCsv(server, "high", "formulas.csv", csv, "RED")).state).toBe("done");
    const file = async (person: string, query = "") => {
      const answer = await server.ask(person, `/posts/csv${query}`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-disposition")).toBe('attachment; filename="posts.csv"');
      return answer.text();
    };
    const since = "?from=2017-01-01T00:00:00Z";
    expect((await file("low", since)).trim().split("\n")).toHaveLength(1);
    expect(await file("low", since)).not.toContain("HYPERLINK");
    const [head = "", ...lines] = (await file("high", `${since}&order=newest`)).trim().split("\n");
    expect(head.split(",")).toContain("'=HYPERLINK(1)");
    expect(lines.map((line) => line.slice(0, 28))).toEqual([
      "RED,2017-01-02T00:00:00.000Z",
      "RED,2017-01-01T00:00:00.000Z",
    ]);
    expect(lines[0]).toContain(`,'-low,"'+1, ""quoted""",'=1,`);
    expect(lines[1]).toContain(",'=cmd|'/c calc'!A1,'@SUM(1),en,");
    for (const line of [head, ...lines]) expect(line).not.toMatch(/(?:^|,|")[=+@-]/);
    // Every post of the view, over many pages, and those of no other file.
    const { total } = await server.json<PostsView>("low", "/posts?limit=1");
    expect((await file("low")).trim().split("\n")).toHaveLength(total + 1);
    expect(await file("low")).not.toMatch(/secret|^RED/m);
    expect((await server.ask("low", "/posts/csv?order=best")).status).toBe(400);
    expect((await server.ask("low", "/posts/csv?colour=red")).status).toBe(400);
  });
});

describe("row counters", () => {
  it("of every statement over posts show the rows of the view and no others", async () => {
    const folder = tempFolder();
    const server = await testServer(folder, PEOPLE);
    await importCsv(server, "low", "low.csv", csvOf(LOW), "AMBER");
    await importCsv(server, "high", "high.csv", csvOf(HIGH), "RED");
    await server.site.close();
    const database = await Database.open(join(folder, "alpha", "corpus.duckdb"), {
      memoryMb: 256,
      threads: 1,
    });
    try {
      const conditions = { scope: [0], words: [] };
      const place = { import: 0, row: 5 };
      const made = [
        postStatements.selectMatching({ ...conditions, language: "en" }) ?? "",
        postStatements.selectMatching({ ...conditions, account: "low3" }) ?? "",
        wordStatements.selectHaving("vote", [0], undefined),
        wordStatements.selectHaving("vote", [0], [{ import: 0, rows: [1, 2, 3] }]),
        wordStatements.selectFirstRows(0),
        wordStatements.selectSegment(0, 0),
        postStatements.selectReadable([0]),
        postStatements.selectLanguages([0], 10),
        postStatements.suggestAccounts([0], "e", 10),
        postStatements.countValues("hashtag", conditions, 10),
        postStatements.countValues("account", { ...conditions, language: "en" }, 10),
        postStatements.countValues("language", conditions, 10),
        postStatements.suggestObjects("hashtag", [0], "tag", 10),
        postStatements.selectPostsAt([place]),
        postStatements.selectTimesAt([place], { from: 0, to: Date.UTC(2100, 0) }),
        postStatements.selectSharedAt("text", [place]),
      ];
      for (const sql of made) {
        const read = await scanned(database, sql);
        expect(read.length).toBeGreaterThan(0);
        for (const { table, rows } of read) {
          expect(["posts", "shares_hashtag", "shares_text", "word_segments"]).toContain(table);
          expect(rows).toBeLessThanOrEqual(table === "word_segments" ? 1 : LOW.length);
        }
      }
      // The counter does count: without a scope there are more.
      const [all] = await scanned(database, postStatements.selectReadable([0, 1]));
      expect(all!.rows).toBe(LOW.length + HIGH.length);
    } finally {
      database.close();
    }
  });
});

interface PlanNode {
  readonly operator_name?: string;
  readonly operator_type?: string;
  readonly operator_cardinality?: number;
  readonly extra_info?: { readonly Table?: string };
  readonly children?: readonly PlanNode[];
}

/** Rows that scans of posts and shares handed on, with what was pushed into them applied. */
async function scanned(database: Database, sql: string): Promise<{ table: string; rows: number }[]> {
  const [row] = await database.rows(`EXPLAIN (ANALYZE, FORMAT json) ${sql}`);
  const found: { table: string; rows: number }[] = [];
  const walk = (node: PlanNode): void => {
    const table = (node.extra_info?.Table ?? "").split(".").at(-1) ?? "";
    if (/^(posts|shares_|word_)/.test(table)) found.push({ table, rows: Number(node.operator_cardinality) });
    for (const child of node.children ?? []) walk(child);
  };
  const plan = JSON.parse(String(row?.["explain_value"])) as PlanNode;
  walk(plan);
  return found;
}

describe("work over a server", () => {
  it("tells how far it is, ends with its records, and can be stopped with nothing half-written", async () => {
    const folder = tempFolder();
    const server = await testServer(folder, PEOPLE);
    const { served } = { served: server.site.served("alpha") };
    const { id } = await server.upload("low", "../../etc/pass\u202Ewd.csv", csvOf(rowsOf("many", 60_000)));
    expect(existsSync(join(folder, "etc"))).toBe(false);
    const job = await server.json<JobView>("low", "/imports", {
      upload: id,
      map: MAP,
      marking: { tlp: "AMBER" },
    });
    expect(job).toMatchObject({ kind: "import", title: "pass[U+202E]wd.csv" });
    const root = await served.opened.log.root();
    const stopped = await server.ask("low", `/jobs/${job.id}`, { method: "DELETE" });
    expect(stopped.status).toBe(200);
    expect((await server.finished("low", job)).state).toBe("stopped");
    expect(await served.opened.log.root()).toBe(root);
    expect(await served.opened.artifacts.list()).toEqual([]);
    expect((await server.json<PostsView>("low", "/posts")).total).toBe(0);
    // The file waits for another try, and the progress of that is told to those who listen.
    const second = await server.json<JobView>("low", "/imports", {
      upload: id,
      map: MAP,
      marking: { tlp: "AMBER" },
    });
    const events = await (await server.ask("low", `/jobs/${second.id}/events`)).text();
    const told = [...events.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data!) as JobView);
    expect(told.at(-1)).toMatchObject({ state: "done", refusal: null });
    expect(new Set(told.map(({ state }) => state)).has("running")).toBe(true);
    expect((await server.json<PostsView>("low", "/posts?limit=1")).total).toBe(60_000);
    expect((await server.ask("low", `/uploads/${id}`, { method: "DELETE" })).status).toBe(404);
    await server.site.close();
    expect(existsSync(join(folder, "alpha", "staging"))).toBe(false);
  });

  it("goes one after the other, and a refusal of the work is the job's own", async () => {
    const folder = tempFolder();
    const server = await testServer(folder, PEOPLE);
    const { jobs } = server.site.served("alpha");
    let running = 0;
    let most = 0;
    const started = Array.from({ length: 5 }, (_, i) =>
      jobs.add("low", "detect", `job ${i}`, async ({ onProgress }) => {
        most = Math.max(most, ++running);
        onProgress({ stage: "s", done: 1, total: 2, unit: "steps" });
        await new Promise((resolve) => setImmediate(resolve));
        running--;
        return { refs: [], lines: [] };
      }),
    );
    for (const job of started) expect((await server.finished("low", job)).state).toBe("done");
    expect(most).toBe(1);
    const failed = jobs.add("low", "detect", "x", () => Promise.reject(new Error("with a /path")));
    const over = await server.finished("low", failed);
    expect(over.refusal).toMatchObject({ code: "INTERNAL" });
    expect(JSON.stringify(over)).not.toContain("/path");
    const { id } = await server.upload("low", "x.csv", "colour,size\nred,1\n");
    const job = await server.json<JobView>("low", "/imports", { upload: id, marking: { tlp: "AMBER" } });
    expect((await server.finished("low", job)).refusal?.code).toBe("MAPPING_NEEDED");
    for (let i = 0; i < 32; i++)
      jobs.add(
        "low",
        "detect",
        "w",
        ({ signal }) =>
          new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("end")))),
      );
    await server.site.close();
    expect(() => jobs.add("low", "detect", "late", () => Promise.reject(new Error("never")))).toThrow(
      "waiting",
    );
  });
});

describe("files over a server", () => {
  afterEach(() => void vi.useRealTimers());

  it("are bounded in size, belong to who sent them, and go when nobody uses them", async () => {
    const folder = tempFolder();
    const server = await testServer(folder, PEOPLE, { maxBytes: 1000, keepMs: 5000 });
    const post = (body: string | ReadableStream) =>
      server.ask("low", "/uploads?name=a", { method: "POST", body, duplex: "half" });
    expect((await post("x".repeat(1001))).status).toBe(413);
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(400)),
    });
    expect((await post(endless)).status).toBe(413);
    expect((await post("")).status).toBe(422);
    const staging = join(folder, "alpha", "staging");
    const files = () => readdirSync(staging).flatMap((name) => readdirSync(join(staging, name, "uploads")));
    expect(files()).toEqual([]);
    // Two on their way at the same moment have one bound: the second half comes when the other has begun.
    const begun: (() => void)[] = [];
    const halves = () =>
      post(
        new ReadableStream({
          start(controller) {
            controller.enqueue(Buffer.alloc(300));
            begun.push(() => {
              controller.enqueue(Buffer.alloc(300));
              controller.close();
            });
          },
        }),
      );
    const both = [halves(), halves()];
    await vi.waitFor(() => expect(files()).toHaveLength(2));
    for (const end of begun) end();
    const answers = await Promise.all(both);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 413]);
    const { id } = (await answers.find(({ ok }) => ok)!.json()) as { id: string };
    await server.ask("low", `/uploads/${id}`, { method: "DELETE" });
    const kept = await server.upload("low", "a.csv", "x".repeat(600));
    expect((await post("x".repeat(600))).status).toBe(413);
    expect((await server.ask("high", `/uploads/${kept.id}`, { method: "DELETE" })).status).toBe(404);
    expect((await server.ask("reader", "/uploads", { method: "POST", body: "x" })).status).toBe(403);
    expect(files()).toHaveLength(1);
    await server.ask("low", `/uploads/${kept.id}`, { method: "DELETE" });
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const swept = await server.upload("low", "b.csv", "y");
    expect(files()).toHaveLength(1);
    vi.advanceTimersByTime(5001);
    vi.useRealTimers();
    await vi.waitFor(() => expect(files()).toEqual([]));
    expect((await server.ask("low", `/uploads/${swept.id}`, { method: "DELETE" })).status).toBe(404);
    await server.site.close();
  });

  it("are proposed a mapping with sample rows, packed or not, and broken archives are refused with a code", async () => {
    const folder = tempFolder();
    const server = await testServer(folder, PEOPLE);
    const table = await server.upload(
      "low",
      "t.csv",
      "user_name,created_at,body\nann,03/04/2016 10:00,hello\n",
    );
    const proposal = await server.json<Record<string, unknown>>("low", "/imports/propose", {
      upload: table.id,
    });
    expect(proposal).toMatchObject({
      format: "csv",
      layout: "guessed",
      columns: ["user_name", "created_at", "body"],
      mapping: { account: "user_name", time: "created_at", text: "body" },
      sample: [{ row: 1, values: ["ann", "03/04/2016 10:00", "hello"] }],
      dateOrder: "undecided",
    });
    const long = await server.upload("low", "long.csv", csvOf(rowsOf("long", 90_000)));
    expect(await server.json("low", "/imports/propose", { upload: long.id })).toMatchObject({
      dateOrder: "not needed",
      mapping: { account: "account", time: "time", text: "text", language: "language" },
    });
    const packed = await server.upload("low", "t.csv.gz", gzipSync(csvOf(rowsOf("packed", 20))));
    expect(await server.json("low", "/imports/propose", { upload: packed.id })).toMatchObject({
      mapping: { account: "account", time: "time", text: "text", language: "language" },
    });
    for (const [bytes, code] of [
      [Uint8Array.of(0x50, 0x4b, 3, 4, 0), "FILE_MALFORMED"],
      [Uint8Array.of(0x1f, 0x8b, 8, 0), "FILE_TRUNCATED"],
    ] as const) {
      const { id } = await server.upload("low", "a.zip", bytes);
      const answer = await server.json<{ code: string }>("low", "/imports/propose", { upload: id });
      expect(answer.code).toBe(code);
    }
    await server.site.close();
  });

  it("become Artifacts, downloads that can do nothing, and text whose offsets hold", async () => {
    const folder = tempFolder();
    const server = await testServer(folder, PEOPLE);
    const page =
      "<!doctype html><html><head><title>T</title><script>alert(1)</script></head><body onload=x()><p>One &amp; <img src=http://evil/x.png>two\u202E</p><script>document.write('no')</script><p>Three.</p></body></html>";
    const { id } = await server.upload("high", "page.html", page);
    const record = await server.json<{ id: string; body: { sha256: string; title: string } }>(
      "high",
      "/artifacts",
      {
        upload: id,
        marking: { tlp: "RED" },
        body: { mediaType: "text/html", capturedFrom: "a browser" },
      },
    );
    expect(record.body.title).toBe("page.html");
    const text = await server.json<{
      paragraphs: { text: string; start: number; end: number }[];
      characters: number;
    }>("high", `/artifacts/${record.id}/text`);
    expect(text.paragraphs.map((one) => one.text)).toEqual(["T", "One & two[U+202E]", "Three."]);
    const whole = text.paragraphs.map((one) => one.text).join("\n\n");
    expect(whole).toHaveLength(text.characters);
    for (const { text: shown, start, end } of text.paragraphs) expect(whole.slice(start, end)).toBe(shown);
    const download = await server.ask("high", `/artifacts/${record.body.sha256}`);
    expect(download.headers.get("content-security-policy")).toContain("sandbox");
    expect(download.headers.get("content-disposition")).toContain("attachment");
    expect(download.headers.get("content-type")).toBe("application/octet-stream");
    expect(await download.text()).toBe(page);
    for (const path of [`/artifacts/${record.body.sha256}`, `/artifacts/${record.id}/text`])
      expect((await server.ask("low", path)).status).toBe(404);
    const pdf = await server.upload("high", "a.pdf", "%PDF-1.7\n");
    const { id: pdfId } = await server.json<{ id: string }>("high", "/artifacts", {
      upload: pdf.id,
      marking: { tlp: "RED" },
    });
    expect(await server.json("high", `/artifacts/${pdfId}/text`)).toMatchObject({
      code: "NO_TEXT",
      message: "It is damaged: it cannot be read as PDF.",
    });
    const paper = pagesPdf([linesDown(["One."]), linesDown(["Two."])]);
    const sent = await server.upload("high", "paper.pdf", paper);
    const { id: paperId } = await server.json<{ id: string }>("high", "/artifacts", { upload: sent.id });
    expect(await server.json("high", `/artifacts/${paperId}/text`)).toMatchObject({
      reader: "pdf 1",
      pages: 2,
      paragraphs: [
        { text: "One.", page: 1, place: "page 1" },
        { text: "Two.", page: 2, start: 6 },
      ],
    });
    const above = await server.upload("low", "a.txt", "x");
    expect(
      await server.json("low", "/artifacts", { upload: above.id, marking: { tlp: "RED" } }),
    ).toMatchObject({ code: "CEILING" });
    await server.site.close();
  });
});

describeWithData("a real case over the API", ["ira_2016/october_5_to_8.csv"], (path) => {
  it("answers while a detector computes, and shows the posts behind an edge as the run counted them", async () => {
    const folder = tempFolder();
    const server = await testServer(folder, PEOPLE);
    const { id } = await server.upload("high", "october.csv", readFileSync(path));
    await server.finished("high", await server.json<JobView>("high", "/imports", { upload: id }));
    const job = await server.json<JobView>("high", "/runs", {
      detector: "co-share",
      parameters: { window: 60, shuffles: 50 },
      key: "cs",
    });
    let answered = 0;
    const during = server.site.served("alpha").jobs;
    while (during.get("high", job.id).state !== "done" && during.get("high", job.id).refusal === null) {
      expect((await server.json<PostsView>("high", "/posts?q=trump&limit=5")).posts).toHaveLength(5);
      answered++;
      // What was asked before is answered at once, and so many requests a second nobody may send.
      await setTimeout(20);
    }
    expect(during.get("high", job.id).refusal).toBeNull();
    expect(answered).toBeGreaterThan(3);
    const { findings } = await server.json<{ findings: { ref: string }[] }>("high", "/findings");
    const places = findings.map(({ ref }) => `/findings/${encodeURIComponent(ref)}`);
    const shown = await Promise.all(
      places.map((place) => server.json<{ finding: { figures: { kind: string }[] } }>("high", place)),
    );
    const at =
      places[shown.findIndex(({ finding }) => finding.figures.some(({ kind }) => kind === "network"))]!;
    const network = await server.json<NetworkView>("high", `${at}/network`);
    expect(network.groups.length).toBeGreaterThan(0);
    expect(network.cut).toEqual({ nodes: 0, edges: 0 });
    for (const edge of network.edges.slice(0, 20)) {
      const behind = await server.json<EdgeView>("high", `${at}/edges/${edge.a}/${edge.b}`);
      expect([behind.total, behind.missing]).toEqual([edge.matches, 0]);
      const first = (who: string) => behind.pairs!.filter((pair) => pair.first === who).length;
      if (behind.total <= 500) expect([first("a"), first("b")]).toEqual([edge.aFirst, edge.bFirst]);
    }
    const made = await server.json<FindingPostsView>("high", `${at}/posts?limit=500`);
    expect(made.total).toBe(made.all);
    const times = made.posts.map(({ time }) => time);
    expect(times).toEqual(times.toSorted());
    const [from, to] = [times[Math.floor(times.length / 3)]!, times[Math.floor((2 * times.length) / 3)]!];
    const cut = await server.json<FindingPostsView>("high", `${at}/posts?from=${from}&to=${to}&limit=500`);
    expect(cut.posts).toEqual(made.posts.filter(({ time }) => time >= from && time < to));
    expect([cut.all, cut.total]).toEqual([made.all, cut.posts.length]);
    const few = await server.json<NetworkView>("high", `${at}/network?nodes=3&edges=1`);
    expect([few.nodes.length, few.edges.length]).toEqual([3, Math.min(1, few.edges.length)]);
    expect(few.cut.nodes).toBe(network.nodes.length - 3);
    await server.site.close();
  });
});
