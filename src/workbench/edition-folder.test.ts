import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { smallEdition } from "../../test/support/small-edition.ts";
import { tempFolder } from "../../test/support/temp.ts";
import { signingKey } from "../model/signature.ts";
import { sealEdition, signEdition } from "../release/index.ts";
import type { Manifest } from "../release/index.ts";
import { putFolder } from "../store/put-folder.ts";
import { backup } from "./backup.ts";
import { writeEdition } from "./edition-folder.ts";
import { MAKER } from "./maker.ts";
import { verifyEdition } from "./verify.ts";

const cleanups: (() => void)[] = [];
let root: string;
let files: ReadonlyMap<string, Uint8Array>;
/** Another edition of the same case. */
let other: ReadonlyMap<string, Uint8Array>;
const [first, second] = [signingKey("11".repeat(32)), signingKey("22".repeat(32))];
const refused = { code: "OUT_EXISTS" };

beforeAll(async () => {
  root = tempFolder((clean) => cleanups.push(clean));
  ({ files } = await smallEdition(root));
  const content = new Map(files);
  content.delete("manifest.json");
  const manifest = JSON.parse(Buffer.from(files.get("manifest.json")!).toString()) as Manifest;
  other = sealEdition(content, { ...manifest, logRoot: "0".repeat(64), signedAt: manifest.edition.asOf });
});
afterAll(() => {
  for (const clean of cleanups) clean();
});

const twiceSigned = async (name: string) => {
  const dir = join(root, name);
  await writeEdition(dir, files);
  for (const key of [first, second]) await signEdition(dir, key, "2031-05-01T10:00:00.000Z", MAKER);
  return dir;
};

describe("an edition in its folder", () => {
  it("is written whole, also into an empty folder, and leaves nothing beside it", async () => {
    const dir = join(root, "new", "edition");
    mkdirSync(dir, { recursive: true });
    expect(await writeEdition(dir, files)).toBeUndefined();
    expect((await verifyEdition(dir)).verdict).toBe("unsigned");
    expect(readdirSync(join(root, "new"))).toEqual(["edition"]);
  });

  it("keeps its signatures when it is published again, and takes a new one beside them", async () => {
    const dir = await twiceSigned("again");
    const before = readFileSync(join(dir, "manifest.sig"));
    expect(await writeEdition(dir, files)).toBeUndefined();
    expect(readFileSync(join(dir, "manifest.sig")).equals(before)).toBe(true);
    const manifest = JSON.parse(Buffer.from(files.get("manifest.json")!).toString()) as Manifest;
    const content = new Map(files);
    content.delete("manifest.json");
    const third = sealEdition(
      content,
      { ...manifest, signedAt: manifest.edition.asOf },
      signingKey("33".repeat(32)),
    );
    await writeEdition(dir, third);
    const verdict = await verifyEdition(dir);
    expect(verdict.verdict === "not-intact" ? [] : verdict.signatures).toHaveLength(3);
  });

  it("is not replaced by another without force, and what goes is said", async () => {
    const dir = await twiceSigned("signed");
    const before = readFileSync(join(dir, "manifest.sig"));
    await expect(writeEdition(dir, other)).rejects.toMatchObject({
      ...refused,
      message: "It would replace the edition “The crate” (TLP:CLEAR), with 2 signatures.",
    });
    expect(readFileSync(join(dir, "manifest.sig")).equals(before)).toBe(true);
    expect(await writeEdition(dir, other, true)).toBe(
      "the edition “The crate” (TLP:CLEAR), with 2 signatures",
    );
    expect(readdirSync(dir)).not.toContain("manifest.sig");
    expect(readdirSync(root).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("is never written over anything else, with force or without", async () => {
    const mine = join(root, "mine");
    mkdirSync(mine);
    writeFileSync(join(mine, "thesis.txt"), "mine");
    const mixed = await twiceSigned("mixed");
    writeFileSync(join(mixed, "thesis.txt"), "mine");
    const nested = await twiceSigned("nested");
    mkdirSync(join(nested, "more"));
    const link = join(root, "link");
    symlinkSync(mine, link);
    for (const place of [mine, mixed, nested, link, join(mine, "thesis.txt")])
      for (const force of [false, true])
        await expect(writeEdition(place, other, force)).rejects.toMatchObject(refused);
    expect(readFileSync(join(mine, "thesis.txt"), "utf8")).toBe("mine");
    expect(readFileSync(join(mixed, "thesis.txt"), "utf8")).toBe("mine");
  });
});

describe("a folder that is put in a place", () => {
  it("leaves what comes to the place meanwhile, and what stands beside it under any name", async () => {
    const parent = join(root, "place");
    mkdirSync(join(parent, "x.partial"), { recursive: true });
    writeFileSync(join(parent, "x.partial", "notes.txt"), "mine");
    await expect(
      putFolder(join(parent, "x"), (fresh) => {
        writeFileSync(join(fresh, "made"), "");
        mkdirSync(join(parent, "x"));
        writeFileSync(join(parent, "x", "mine"), "");
      }),
    ).rejects.toMatchObject(refused);
    expect(readdirSync(join(parent, "x"))).toEqual(["mine"]);
    expect(readdirSync(parent).sort()).toEqual(["x", "x.partial"]);
  });

  it("is where a backup goes: a folder of somebody else's stays, a failed one leaves nothing", async () => {
    const parent = join(root, "backups");
    mkdirSync(join(parent, "x.partial"), { recursive: true });
    writeFileSync(join(parent, "x.partial", "notes.txt"), "mine");
    await backup(join(root, "case"), join(parent, "x"));
    expect(readFileSync(join(parent, "x.partial", "notes.txt"), "utf8")).toBe("mine");
    await expect(backup(join(root, "case"), join(parent, "x"))).rejects.toMatchObject(refused);
    const damaged = join(root, "damaged");
    cpSync(join(root, "case"), damaged, { recursive: true });
    rmSync(join(damaged, "log.db"));
    await expect(backup(damaged, join(parent, "y"))).rejects.toMatchObject({ code: "CASE_MISSING" });
    expect(readdirSync(parent).sort()).toEqual(["x", "x.partial"]);
  });
});
