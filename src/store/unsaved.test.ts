import { chmodSync, statSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { afterEach, describe, expect, it } from "vitest";
import { tempFolder } from "../../test/support/temp.ts";
import { UnsavedStore } from "./unsaved.ts";

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});
const folder = () => tempFolder((clean) => cleanups.push(clean));

/** Its secret as a program that opens the folder finds it. */
function secretIn(path: string): string {
  const store = new UnsavedStore(path);
  const secret = store.secret();
  expect(store.secret()).toBe(secret);
  store.close();
  return secret;
}

it("has one secret for each folder, which the next program finds, and a purge leaves", () => {
  const path = folder();
  const secret = secretIn(path);
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  const store = new UnsavedStore(path);
  store.clear();
  store.close();
  expect(secretIn(path)).toBe(secret);
  expect(secretIn(folder())).not.toBe(secret);
});

it("has a secret of its own where nothing can be written", () => {
  expect(secretIn(`${folder()}/missing`)).toMatch(/^[0-9a-f]{64}$/);
});

describe("a file that somebody else has made", () => {
  const AUTHOR = "owner ada";
  const LIMITS = { texts: 200, bytes: 1 << 20 };
  const text = (key: string) => ({
    key,
    marking: { tlp: "AMBER" as const },
    form: { why: "mine" },
    revision: "abcdefgh",
    savedAt: "2031-03-01T00:00:00.000Z",
  });

  /** A folder with such a file, once it has been ours. */
  function foreign(...statements: readonly string[]): UnsavedStore & { readonly at: string } {
    const path = folder();
    const store = new UnsavedStore(path);
    store.put(AUTHOR, text("kept"), null, LIMITS);
    store.secret();
    store.close();
    const db = new Database(join(path, "unsaved.db"));
    for (const one of statements) db.exec(one);
    db.close();
    chmodSync(join(path, "unsaved.db"), 0o644);
    const again = new UnsavedStore(path);
    cleanups.push(() => again.close());
    return Object.assign(again, { at: join(path, "unsaved.db") });
  }

  it.each([
    [
      "a trigger that swallows",
      "CREATE TRIGGER t AFTER INSERT ON unsaved BEGIN DELETE FROM unsaved WHERE key = NEW.key; END",
    ],
    ["another table", "CREATE TABLE more (a TEXT)"],
    ["another index", "CREATE INDEX i ON unsaved (form)"],
    ["another column", "ALTER TABLE unsaved ADD COLUMN more TEXT"],
    [
      "a view without end in its place",
      "DROP TABLE unsaved",
      "CREATE VIEW unsaved AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT 'owner ada' AS author, n AS key, '' AS saved_at, '' AS marking, '' AS form, '' AS revision FROM c",
    ],
  ])("%s: is refused, to be read and to be written", (_name, ...statements) => {
    const store = foreign(...statements);
    const refused = expect.objectContaining({ code: "CASE_DAMAGED" });
    expect(() => store.list(AUTHOR)).toThrow(refused);
    expect(() => store.put(AUTHOR, text("new"), null, LIMITS)).toThrow(refused);
    expect(() => store.sweep("2030", () => true, ["refused ", "note "])).toThrow(refused);
  });

  it("rows that we would not have written are nobody's; ours stay, and others lose their access", () => {
    const row = (key: string, marking: string, form: string) =>
      `INSERT INTO unsaved VALUES ('${AUTHOR}', ${key}, '2031-03-01T00:00:00.000Z', ${marking}, ${form}, '')`;
    const good = `'{"tlp":"CLEAR"}'`;
    const store = foreign(
      row("CAST(x'61ff' AS TEXT)", good, "'{}'"),
      row("'bytes'", good, `CAST(x'7b2261223a22ff227d' AS TEXT)`),
      row("'no json'", good, "'{'"),
      row("'no level'", `'{"tlp":"PINK"}'`, "'{}'"),
      row("'no form'", good, "'5'"),
      row("'large'", good, `'{"a":"' || hex(zeroblob(${1 << 20})) || '"}'`),
      "INSERT INTO unsaved VALUES (CAST(x'ff' AS TEXT), 'k', '2031', '', '', '')",
      "UPDATE secret SET hex = CAST(x'ff' AS TEXT)",
    );
    expect(store.list(AUTHOR)).toEqual([text("kept")]);
    store.sweep("2030", (author) => author === AUTHOR, ["refused ", "note "]);
    expect(store.put(AUTHOR, text("new"), null, LIMITS)).toBe("over a limit");
    expect(store.remove(AUTHOR, "large")).toBe(true);
    expect(store.put(AUTHOR, text("new"), null, LIMITS)).toBe("kept");
    expect(store.list(AUTHOR)).toEqual([text("kept"), text("new")]);
    expect(store.secret()).toMatch(/^[0-9a-f]{64}$/);
    expect(statSync(store.at).mode & 0o777).toBe(0o600);
  });
});
