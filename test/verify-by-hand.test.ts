import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Case, disclose, prepareDemo, verifyDisclosure } from "../src/workbench/index.ts";
import { NOTE, PLACE, smallEdition } from "./support/small-edition.ts";
import { runShell } from "./support/shell.ts";
import { tempFolder } from "./support/temp.ts";

const PAGE = fileURLToPath(new URL("../docs/verify-by-hand.md", import.meta.url));
const STEPS = [...readFileSync(PAGE, "utf8").matchAll(/```bash\n([\s\S]*?)```/g)].map(([, text]) => text!);

/** A step of the page. */
const run = (step: number, folder: string) => runShell(STEPS[step]!, folder);

describe("an edition, checked by hand", () => {
  const cleanups: (() => void)[] = [];
  let folder: string;
  let root: string;

  beforeAll(async () => {
    root = tempFolder((clean) => cleanups.push(clean));
    const made = await prepareDemo(root, { say: () => undefined });
    folder = join(made.editions, "public");
    const opened = await Case.open(made.folder);
    await disclose(opened, "C-invoice", folder, join(made.editions, "disclosure.json"));
    await opened.close();
  });
  afterAll(() => {
    for (const clean of cleanups) clean();
  });

  it("holds in every step of the page", () => {
    expect(STEPS).toHaveLength(6);
    const said = STEPS.map((_, step) => run(step, folder));
    expect(said.map(({ status, output }) => `${status} ${status === 0 ? "" : output}`.trim())).toEqual(
      STEPS.map(() => "0"),
    );
    expect(said[1]?.output.trim().split("\n")).toHaveLength(2);
    expect(said[2]?.output).toContain("records give the view root");
    // The fifth quotation names a page of a bulletin that is known by its title.
    expect(said[5]?.output.match(/stands at characters \d+ to \d+ of document-/g)).toHaveLength(4);
  });

  it.each([
    [0, "index.html", (text: string) => text.replace("e", "a")],
    [1, "manifest.json", (text: string) => text.replace("CLEAR", "GREEN")],
    [1, "manifest.sig", (text: string) => text.replace("2031-11-06", "2031-11-05")],
    [2, "records.jsonl", (text: string) => text.replace("analyst 2", "analyst 3")],
    [2, "records.jsonl", (text: string) => text.slice(text.indexOf("\n") + 1)],
    [3, "edition.json", (text: string) => text.replace(/"refs":\["[a-z]{3}_/, '"refs":["zzz_')],
    [4, "../disclosure.json", (text: string) => text.replace("Northgate", "Southgate")],
  ] as const)("fails in step %i + 1 when %s was changed", async (step, file, change) => {
    const copy = join(root, `copy-${readdirSync(root).length}`);
    cpSync(join(folder, ".."), copy, { recursive: true });
    const path = join(copy, "public", file);
    const before = readFileSync(path, "utf8");
    const after = change(before);
    expect(after).not.toBe(before);
    writeFileSync(path, after);
    expect(run(step, join(copy, "public")).status).not.toBe(0);
    if (step === 4)
      await expect(verifyDisclosure(path, join(copy, "public"))).rejects.toThrow(/does not lead/);
  });

  it("shows a quotation in the document that an edition carries, and fails where it does not stand there", async () => {
    mkdirSync(join(root, "small"));
    const small = await smallEdition(join(root, "small"));
    const [name = ""] = readdirSync(small.folder).filter((one) => one.startsWith("document-"));
    const { status, output } = run(5, small.folder);
    const place = `characters ${PLACE.start} to ${PLACE.end} of ${name}`;
    expect([status, output.trim()]).toEqual([0, expect.stringMatching(/^clm_/)]);
    expect(output).toContain(`stands at ${place}`);
    writeFileSync(join(small.folder, name), NOTE.replace("never", "always"));
    expect(run(5, small.folder).status).not.toBe(0);
    writeFileSync(join(small.folder, name), NOTE);
    const path = join(small.folder, "records.jsonl");
    const records = readFileSync(path, "utf8");
    writeFileSync(path, records.replace("We never  had", "We always had"));
    expect(run(5, small.folder)).toMatchObject({
      status: 1,
      output: expect.stringContaining("does not stand there"),
    });
    writeFileSync(path, records);
    rmSync(join(small.folder, name));
    expect(run(5, small.folder).output).toContain("not checked, the document is not here");
  });

  it("is what the program says, too", async () => {
    const disclosed = await verifyDisclosure(join(folder, "..", "disclosure.json"), folder);
    expect(disclosed.record.body.key).toBe("C-invoice");
  });
});
