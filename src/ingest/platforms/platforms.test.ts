/** The contract of platform readers, over a file of each in the shape in which it is published. */
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PLATFORM_FILES } from "../../../test/support/platform-files.ts";
import { carBlock } from "../../../test/support/car-file.ts";
import type { ExpectedPost, PlatformFile } from "../../../test/support/platform-files.ts";
import { refusal, stageBytes } from "../../../test/support/staging.ts";
import type { StagedHere } from "../../../test/support/staging.ts";
import { stageFile } from "../stage.ts";
import { PLATFORMS } from "./index.ts";

/** A staged row by the names of an expectation. */
function seen({ report, rows }: StagedHere, expected: ExpectedPost): Record<string, unknown> {
  const row = rows.find((one) => one["row"] === expected.row) ?? {};
  const extra = expected.extra ?? {};
  return {
    ...Object.fromEntries(Object.keys(expected).map((name) => [name, row[name]])),
    time: row["time_ms"] === undefined ? undefined : new Date(Number(row["time_ms"])).toISOString(),
    ...(expected.extra === undefined
      ? {}
      : {
          extra: Object.fromEntries(
            Object.keys(extra).map((name) => [name, row[`x${report.extra.indexOf(name)}`]]),
          ),
        }),
  };
}

const byteOf = (content: string | Buffer, needle: string | Buffer) => Buffer.from(content).indexOf(needle);

it("every reader is under contract, and has an id of its own", () => {
  expect([...new Set(PLATFORM_FILES.map(({ platform }) => platform))].sort()).toEqual(
    PLATFORMS.map(({ id }) => id).sort(),
  );
});

it.each(PLATFORMS)("$id has a page that says what is read", ({ page }) => {
  expect(existsSync(new URL(`../../../docs/how-to/platforms/${page}.md`, import.meta.url))).toBe(true);
});

describe.each(PLATFORM_FILES)("$platform: $what", (file: PlatformFile) => {
  it("is read without a word about it, each post as it was written", async () => {
    const staged = await stageBytes(file.content);
    expect(staged.report.layout).toBe(file.platform);
    expect(file.posts.map((post) => seen(staged, post))).toEqual(file.posts);
    expect(staged.rows.map((row) => row["row"])).toEqual(file.posts.map(({ row }) => row));
    expect(staged.rejects.map(({ code }) => code)).toEqual(file.rejects ?? []);
    expect(
      staged.report.notes.join("\n").match(/(\d+) records? of the file (?:is|are) no post/)?.[1] ?? "0",
    ).toBe(String(file.passed ?? 0));
    expect(staged.report.leftOut).toEqual({});
  });

  it("keeps the untouched record beside each post", async () => {
    const { report, rows } = await stageBytes(file.content);
    for (const row of rows) {
      const record: unknown = JSON.parse(String(row[`x${report.extra.indexOf("record")}`]));
      expect(Object.keys(record as object).length).toBeGreaterThan(0);
    }
  });

  it("loses one record to one odd record", async () => {
    const odd = oddOne(file.content);
    if (odd === undefined) return;
    const { report, rejects } = await stageBytes(odd.content);
    expect(report.layout).toBe(file.platform);
    expect(report.kept).toBe(file.posts.length);
    const [added] = rejects.filter(({ value }) => value?.includes("0dd") === true);
    expect(["ROW_MALFORMED", "RECORD_UNKNOWN"]).toContain(added?.code);
    expect(added?.byte).toBe(byteOf(odd.content, odd.begins));
    expect(rejects.length).toBe((file.rejects ?? []).length + 1);
  });
});

/** The file with one record more, of another shape; undefined for a document without a list of records. */
function oddOne(content: string | Buffer): { content: string | Buffer; begins: string | Buffer } | undefined {
  // A block that has another hash than it is called by.
  if (typeof content !== "string") {
    const block = carBlock(Buffer.from("0dd"), Buffer.from("another"));
    return { content: Buffer.concat([content, block]), begins: block };
  }
  if (content.startsWith("<!"))
    return {
      content: content.replace(
        '<div class="message service"',
        '<div class="message 0dd" id="message0">x</div>\n$&',
      ),
      begins: '<div class="message 0dd"',
    };
  if (/^\{.*\}\n/.test(content)) return { content: `${content}{"0dd": 1}\n`, begins: '{"0dd"' };
  if (content.startsWith("[") || content.startsWith("window"))
    return { content: content.replace(/\]\s*$/, ', {"0dd": [1, "]"]}]\n'), begins: '{"0dd"' };
  if (content.startsWith("{")) return undefined;
  return { content: `${content}0dd,x\n`, begins: "0dd" };
}

it("reads every one of them in the confined process as well", async () => {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-test-"));
  try {
    for (const { platform, content, posts } of PLATFORM_FILES) {
      const path = join(folder, "export");
      await writeFile(path, content);
      const staged = await stageFile({ path, tempDir: folder });
      expect([staged.report.layout, staged.report.kept]).toEqual([platform, posts.length]);
      await staged.dispose();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

it("takes a mapping of its own columns, and leaves a mapping of the file's columns alone", async () => {
  const content = PLATFORM_FILES.find(({ platform }) => platform === "twarc-csv")!.content;
  const own = await stageBytes(content, { mapping: "account=account_id,time=time,text=text" });
  expect([own.report.layout, own.rows[0]!["account"], own.report.reader]).toEqual([
    "given",
    "11",
    expect.stringContaining("twarc-csv"),
  ]);
  const raw = await stageBytes(content, { mapping: "account=author.username,time=created_at" });
  expect([raw.report.layout, raw.rows[0]!["account"]]).toEqual(["given", "alpha"]);
  expect(raw.report.columns).toContain("entities.urls");
});

it("says so where a file of a platform holds no posts", async () => {
  const content = `${JSON.stringify({ did: "did:plc:z", time_us: 1, kind: "identity" })}\n`;
  expect(await refusal(stageBytes(content))).toMatchObject({
    code: "FILE_EMPTY",
    message: "None of 1 record is a post.",
  });
});

it("reads a record that stands across the borders of what is read at a time", async () => {
  const message = (id: number) => ({
    id,
    type: "message",
    date: "x",
    date_unixtime: "1930471200",
    from: "A",
    from_id: "user1",
    text: "é".repeat(700),
  });
  const content = JSON.stringify({
    name: "N",
    id: 5,
    messages: Array.from({ length: 3000 }, (_, i) => message(i)),
  });
  const { report, rows } = await stageBytes(content);
  expect([report.layout, report.kept]).toEqual(["telegram-json", 3000]);
  expect(new Set(rows.map(({ text }) => text)).size).toBe(1);
  expect(rows.at(-1)).toMatchObject({ row: 3000, post: "5/2999" });
});

describe("handles that case does not tell apart", () => {
  const tweet = (name: string, n: number, more: object = {}) => ({
    id_str: String(n),
    created_at: `Wed Mar 05 10:00:0${n} +0000 2031`,
    full_text: `words @Alice ${n}`,
    user: { screen_name: name, id_str: "7", name: "Alice" },
    ...more,
  });
  const lines = (...records: readonly object[]) => records.map((one) => `${JSON.stringify(one)}\n`).join("");

  it("are one account, counted, with what was written beside it where it differs", async () => {
    const { report, rows } = await stageBytes(
      lines(tweet("alice", 1), tweet("@Alice", 2), tweet("ALICE", 3), tweet("Bob", 4)),
    );
    const written = `x${report.extra.indexOf("account_written")}`;
    expect(rows.map((row) => [row["account"], row[written], row["mentions"]])).toEqual([
      ["alice", null, ["alice"]],
      ["alice", "Alice", ["alice"]],
      ["alice", "ALICE", ["alice"]],
      ["bob", "Bob", ["alice"]],
    ]);
    expect([report.accounts, report.accountsJoined]).toEqual([2, 2]);
    expect(report.notes.join(" ")).toContain("2 spellings of accounts are those of ones that are there");
  });

  it("are so in what a post answers, quotes and repeats", async () => {
    const { report, rows } = await stageBytes(
      lines(
        tweet("a", 1, { in_reply_to_status_id_str: "9", in_reply_to_screen_name: "BoB" }),
        tweet("a", 2, { retweeted_status: tweet("Carl", 5) }),
        tweet("a", 3, { quoted_status: tweet("DORA", 6) }),
      ),
    );
    const of = (row: number, name: string) => rows[row]![`x${report.extra.indexOf(name)}`];
    expect([of(0, "reply_account"), of(1, "reshare_account"), of(2, "quote_account")]).toEqual([
      "bob",
      "carl",
      "dora",
    ]);
    expect(report.extra).not.toContain("account_written");
    expect(report).not.toHaveProperty("accountsJoined");
  });

  it("leave ids, hashes and tables of no platform alone", async () => {
    const hash = "x/D0B3hTbKzW1v8sQZ9yXcVbNm4L6kJ7hG5fD3sA2qE=";
    const operations = `tweetid,userid,user_display_name,user_screen_name,tweet_text,tweet_time,is_retweet\n1,${hash},${hash},${hash},hello,2020-03-01 10:00,false\n`;
    expect((await stageBytes(operations)).rows[0]!["account"]).toBe(hash);
    const comment = {
      kind: "youtube#comment",
      id: "c",
      snippet: {
        publishedAt: "2031-03-05T10:00:00Z",
        authorChannelId: { value: "UCabcDEF" },
        textOriginal: "x",
      },
    };
    expect((await stageBytes(lines(comment))).rows[0]!["account"]).toBe("UCabcDEF");
    const plain = await stageBytes("account,time\nAlice,2031-03-05T10:00:00Z\nalice,2031-03-05T10:00:01Z\n");
    expect(plain.rows.map(({ account }) => account)).toEqual(["Alice", "alice"]);
  });
});
