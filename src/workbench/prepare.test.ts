import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { PlumblineError } from "../errors.ts";
import { verifyEdition } from "./verify.ts";
import { tempFolder } from "../../test/support/temp.ts";
import { Case, withCase } from "./case.ts";
import { prepareDemo, prepareOwn } from "./prepare.ts";

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});
const folder = () => tempFolder((clean) => open.push(clean));
const silent = { say: () => undefined };

function posts(root: string, rows: readonly string[]): string {
  const path = join(root, "posts.csv");
  writeFileSync(path, ["account,time,text", ...rows, ""].join("\n"));
  return path;
}

describe("a case from one's own file", () => {
  it.each([
    ["one post", ["ada,2026-03-01T08:00:00Z,Bread is dear"]],
    ["nothing shared twice", ["ada,2026-03-01T08:00:00Z,Bread", "bob,2026-03-01T08:00:10Z,Milk"]],
    ["a text shared once by each", ["ada,2026-03-01T08:00:00Z,Bread", "bob,2026-03-01T08:00:10Z,Bread"]],
  ])("is a whole edition where nothing is found: %s", async (_, rows) => {
    const root = folder();
    const made = await prepareOwn(join(root, "cases"), posts(root, rows), silent);
    const edition = join(made.editions, "findings");
    expect(await verifyEdition(edition)).toMatchObject({ verdict: "unsigned" });
    expect(readdirSync(edition)).toEqual(
      expect.arrayContaining(["edition.docx", "edition.json", "edition.pdf", "index.html", "stix.json"]),
    );
    expect(readdirSync(join(root, "cases"))).toEqual(["posts.csv"]);
  });

  it("leaves nothing where it fails, and the next one is made", async () => {
    const root = folder();
    const cases = join(root, "cases");
    const failed = await prepareOwn(cases, posts(root, []), silent).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(PlumblineError);
    expect(readdirSync(cases)).toEqual([]);
    const said: string[] = [];
    const made = await prepareOwn(cases, posts(root, ["ada,2026-03-01T08:00:00Z,Bread"]), {
      say: (text) => said.push(text),
    });
    expect(existsSync(join(made.folder, "log.db"))).toBe(true);
    expect(said.join("\n")).toContain(join(made.editions, "findings"));
    expect(said.join("\n")).not.toContain(".making");
  });

  it("is compared by links where no post has a text, and says so where there is nothing to compare by", async () => {
    const root = folder();
    const path = join(root, "links.csv");
    const row = (account: string, second: number) =>
      `${account},2026-03-01T08:00:0${second}Z,https://example.org/a`;
    writeFileSync(path, ["account,time,url", row("ada", 0), row("bob", 5), ""].join("\n"));
    const made = await prepareOwn(join(root, "cases"), path, silent);
    const objects = await withCase(made.folder, { access: "read" }, async (opened) =>
      (await opened.fullFold()).all("Run").map(({ body }) => body.parameters["object"]),
    );
    expect(objects).toContain("url");
    writeFileSync(path, "account,time\nada,2026-03-01T08:00:00Z\n");
    await expect(prepareOwn(join(root, "others"), path, silent)).rejects.toMatchObject({ code: "NO_DATA" });
  });

  it("takes no place where something else lies", async () => {
    const root = folder();
    const cases = join(root, "cases");
    mkdirSync(join(cases, "posts.csv"), { recursive: true });
    writeFileSync(join(cases, "posts.csv", "notes.txt"), "mine");
    const file = posts(root, ["ada,2026-03-01T08:00:00Z,Bread"]);
    await expect(prepareOwn(cases, file, silent)).rejects.toMatchObject({ code: "OUT_EXISTS" });
    expect(readFileSync(join(cases, "posts.csv", "notes.txt"), "utf8")).toBe("mine");
  });
});

describe("the demo of another version", () => {
  it("is kept if somebody has recorded in it, and goes otherwise", async () => {
    const root = folder();
    const older = await Case.open(join(root, "demo", "case"), {
      create: { by: "eve", organisation: "Desk" },
    });
    await older.close();
    const stamp = join(root, "demo", "made-by");
    writeFileSync(stamp, "plumbline 0.0.1\n0\n");
    const said: string[] = [];
    await prepareDemo(root, { say: (text) => said.push(text) });
    expect(readdirSync(root).sort()).toEqual(["demo", "demo-before"]);
    expect(await withCase(join(root, "demo-before", "case"), {}, ({ log }) => log.size())).toBe(1);
    expect(said[0]).toContain("demo-before");

    writeFileSync(stamp, readFileSync(stamp, "utf8").replace(/^.*/, "plumbline 0.0.2"));
    await prepareDemo(root, silent);
    expect(readdirSync(root).sort()).toEqual(["demo", "demo-before"]);
    expect(readFileSync(stamp, "utf8")).not.toContain("0.0.2");
  });
});
