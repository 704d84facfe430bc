/** One message, and what becomes of it: keys by time, weak keys, unsigned parts, what storing does to a file. */
import { describe, expect, it } from "vitest";
import { keyTable } from "../../../test/support/key-table.ts";
import { ed25519Key, rsaKey, signMail, zoneOf } from "../../../test/support/signed-mail.ts";
import type { GivenTable } from "../given.ts";
import { keyArchive } from "./archive.ts";
import { verifyMessage } from "./verify.ts";

const DOMAIN = "harbour.example";
const MAIL = [
  `From: Clerk <clerk@${DOMAIN}>`,
  "Subject: Minutes",
  "Date: Thu, 01 May 2031 10:00:00 +0000",
  "",
  "From the harbour nothing new.",
  ">From the town neither.",
  "",
].join("\r\n");
const key = ed25519Key(DOMAIN, "e", 1);
const other = ed25519Key(DOMAIN, "e", 2);

const archive = (rows: readonly (readonly string[])[]): GivenTable => ({
  ...keyTable(new Map()),
  columns: ["domain", "selector", "record", "from", "to", "private published"],
  rows: rows.map((cells, i) => ({ row: i + 1, cells })),
});
const reasonOf = (text: string, rows: readonly (readonly string[])[]) =>
  verifyMessage(text, keyArchive(archive(rows)).resolve)[0]!;

describe("keys by time", () => {
  const row = (record: string, from = "", to = "", published = "") => [
    DOMAIN,
    "e",
    record,
    from,
    to,
    published,
  ];

  it("holds with the key of the day, and says so where the archive has it for another", async () => {
    const text = await signMail(MAIL, key);
    expect(reasonOf(text, [row(key.record, "2031-05-01", "2031-05-01")]).reason).toBe("verified");
    expect(reasonOf(text, [row(key.record, "2031-06-01", "2031-07-01")])).toMatchObject({
      reason: "key of another time",
      holds: true,
    });
    expect(reasonOf(text, [])).toMatchObject({ reason: "key not archived", holds: false });
    expect(reasonOf(text, [row("v=DKIM1; p=")]).reason).toBe("key revoked");
  });

  it("does not choose where the archive says two keys for one day", async () => {
    const text = await signMail(MAIL, key);
    const both = [row(other.record, "2031-01-01", "2031-12-31"), row(key.record, "2031-05-01", "2031-06-01")];
    expect(reasonOf(text, both)).toMatchObject({ reason: "archive contradicts itself", keyRow: 2 });
    expect(keyArchive(archive(both)).contradictions).toBe(1);
    const apart = [row(other.record, "2031-01-01", "2031-04-30"), row(key.record, "2031-05-01", "")];
    expect(reasonOf(text, apart).reason).toBe("verified");
    expect(keyArchive(archive(apart)).contradictions).toBe(0);
  });

  it("takes a key whose private half was published for no proof", async () => {
    const text = await signMail(MAIL, key);
    expect(reasonOf(text, [row(key.record, "", "", "2032-01-01")]).reason).toBe("private key published");
  });

  it("leaves out rows without a name or with a day that no calendar has, and counts them", () => {
    const { keys, rejected } = keyArchive(
      archive([row(key.record, "yesterday"), ["", "e", key.record], row("x")]),
    );
    expect({ keys, rejected }).toEqual({ keys: 1, rejected: 2 });
  });

  it("asks for the columns that it needs", () => {
    const table = { ...keyTable(new Map()), columns: ["domain", "name"] };
    expect(() => keyArchive(table)).toThrow(/no column selector, no column record/);
  });
});

describe("what storing does", () => {
  const rows = [[DOMAIN, "e", key.record, "", "", ""]];

  it("undoes line breaks of one character and the marks of a mailbox file, and says so", async () => {
    const text = await signMail(MAIL, key, { canonicalization: "simple/simple" });
    const lines = text.replaceAll("\r\n", "\n");
    expect(reasonOf(lines, rows)).toMatchObject({
      reason: "verified",
      undone: [expect.stringMatching(/line breaks/)],
    });
    const quoted = `From clerk Thu May  1 10:00:00 2031\n${lines.replaceAll(/^(>*From )/gm, ">$1").replace(/^>From: /, "From: ")}`;
    expect(reasonOf(quoted, rows)).toMatchObject({ reason: "verified" });
    expect(reasonOf(quoted, rows).undone).toHaveLength(2);
  });

  it("undoes nothing that somebody changed", async () => {
    const text = (await signMail(MAIL, key)).replaceAll("\r\n", "\n").replace("nothing new", "something new");
    expect(reasonOf(text, rows)).toMatchObject({ reason: "body altered", undone: [] });
  });
});

describe("what a signature leaves open", () => {
  it("says what `l=` does not cover", async () => {
    const text = await signMail(MAIL, key, { maxBodyLength: 10 });
    const checked = reasonOf(text, [[DOMAIN, "e", key.record]]);
    expect(checked).toMatchObject({ reason: "signed in part", holds: true });
    expect(checked.notes[0]).toMatch(/^l= signs 10 bytes of the body; \d+ after them are not signed$/);
  });

  it("refuses weak keys and rsa-sha1, though they hold", async () => {
    const short = rsaKey(DOMAIN, "short", 768);
    const rows = [...zoneOf([short])].map(([, record]) => [DOMAIN, "short", record]);
    expect(reasonOf(await signMail(MAIL, short), rows)).toMatchObject({
      reason: "key too short",
      holds: true,
    });
  });

  it("does not take another domain's word for the sender", async () => {
    const foreign = ed25519Key("list.example", "e", 3);
    const rows = [["list.example", "e", foreign.record]];
    expect(reasonOf(await signMail(MAIL, foreign), rows).reason).toBe("signed by another domain");
  });

  it("tells a message without a signature from one in another format", () => {
    expect(reasonOf(MAIL, []).reason).toBe("not signed");
    expect(reasonOf(`DomainKey-Signature: a=rsa-sha1\r\n${MAIL}`, []).reason).toBe("format not checked");
    expect(reasonOf(`DKIM-Signature: nothing\r\n${MAIL}`, []).reason).toBe("signature malformed");
    expect(reasonOf("", []).reason).toBe("not signed");
  });
});
