/** A document on the command line: `read`, its record file, and `start` with it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, expect, it } from "vitest";
import { verifyCase, withCase } from "../src/workbench/index.ts";
import { ARTICLE, ARTICLE_NAME } from "./support/article.ts";
import { runCommand } from "./support/command.ts";
import { linesDown, pagesPdf } from "./support/pdf-files.ts";
import { outputOf } from "./support/programs.ts";
import { tempFolder } from "./support/temp.ts";

const PROGRAM = fileURLToPath(new URL("../bin/plumbline.mjs", import.meta.url));
/** Of a page that takes its time. */
const LINES = Array.from({ length: 50 }, (_, i) => `Line ${i} as long as a line of a page is, on page`);

let root: string;
let file: string;
beforeEach(() => {
  root = tempFolder();
  file = join(root, ARTICLE_NAME);
  writeFileSync(file, ARTICLE);
});

it("read lists what is proposed and records the document alone", async () => {
  const folder = join(root, "case");
  const { status, printed } = await runCommand(["read", folder, file]);
  expect(status).toBe(0);
  expect(printed).toMatch(/^courier\.txt is now in the case: art_/);
  expect(printed).toMatch(/^p2 +Electoral Authority +asserts .*A firm outside Velmark paid/m);
  expect(printed).toMatch(/\d+ proposals: \d+ open\. \d+ sentences of \d+ read, language en\./);
  const types = await withCase(folder, { access: "read" }, async (opened) =>
    (await opened.fullFold()).visible.map(({ record }) => record.type),
  );
  expect(types).toEqual(["Party", "Artifact"]);
});

it("what read proposes as a file is recorded once its speakers are named, and verifies", async () => {
  const folder = join(root, "case");
  const out = join(root, "claims.yaml");
  const { printed } = await runCommand(["read", folder, file, "--propose", out]);
  expect(printed).toContain(`Then: plumbline record ${folder} ${out}`);
  const open = new Set(readFileSync(out, "utf8").match(/\bwho-says-p\d+/g));
  expect(open.size).toBeGreaterThan(0);
  expect(printed).toMatch(new RegExp(`Name ${open.size} speakers? in it first`));
  const refused = await runCommand(["record", folder, out]);
  expect(refused.status).not.toBe(0);
  for (const name of open) expect(refused.printed).toContain(`${name} is not above in this file`);
  writeFileSync(out, readFileSync(out, "utf8").replaceAll(/\bwho-says-p\d+/g, "Electoral-Authority"));
  expect((await runCommand(["record", folder, out])).status).toBe(0);
  await withCase(folder, { access: "read" }, async (opened) => {
    const quoted = (await opened.fullFold()).all("Claim").filter(({ body }) => body.quote !== undefined);
    expect(quoted.length).toBeGreaterThanOrEqual(10);
  });
  const verified = await runCommand(["verify", folder]);
  expect(verified.status).toBe(0);
  expect(verified.printed).toMatch(/Passages: 1\d held against their documents; none was left out/);
});

it("start begins a case with a document, and again finds it there", async () => {
  const words = ["start", file, "--exit", "--folder", join(root, "cases")];
  const first = await runCommand(words);
  expect(first.status).toBe(0);
  expect(first.printed).toContain("is now in the case");
  expect(first.printed).toMatch(
    /Open http:\/\/127\.0\.0\.1:\d+\/start\?next=%2Fcases%2Fcourier\.txt%2Fevidence%2Fart_\w+#/,
  );
  const second = await runCommand(words);
  expect(second.printed).toContain("was already in the case");
});

it("start refuses what only posts have for a document", async () => {
  const { status, printed } = await runCommand(["start", file, "--exit", "--zone", "UTC", "--folder", root]);
  expect(status).not.toBe(0);
  expect(printed).toContain("--zone needs a file of posts");
});

it("counts a day of the week from the date of a mail's header", async () => {
  const path = join(root, "courier.eml");
  const words = "The harbour was closed by a storm, the Port Authority said on Tuesday.";
  writeFileSync(
    path,
    `From: desk@courier.example\nTo: b@port.example\nSubject: harbour\nDate: Wed, 29 Oct 2031 06:00:00 +0000\nMessage-ID: <1@courier.example>\n\n${words}\n`,
  );
  const { printed } = await runCommand(["read", join(root, "case"), path]);
  expect(printed).toMatch(/Port Authority +asserts +2031-10-28/);
});

it.each(["SIGINT", "SIGTERM"] as const)(
  "%s while a PDF is read leaves the document and nothing else: no reader, no output, no folder once another reads",
  async (signal) => {
    const folder = join(root, "case");
    const out = join(root, "claims.yaml");
    const work = join(root, "tmp");
    mkdirSync(work);
    const long = join(root, "long.pdf");
    const short = join(root, "short.pdf");
    writeFileSync(
      long,
      pagesPdf(Array.from({ length: 3000 }, (_, i) => linesDown(LINES.map((line) => `${line} ${i}`)))),
    );
    writeFileSync(short, pagesPdf([linesDown(["The harbour was closed, the mayor said."])]));
    const start = (...words: readonly string[]) =>
      spawn(process.execPath, [PROGRAM, "read", folder, ...words], {
        stdio: "ignore",
        env: { ...process.env, TMPDIR: work },
      });
    const folders = () => readdirSync(work).filter((name) => name.startsWith("plumbline-import-"));
    const readers = () =>
      outputOf("ps", ["-eo", "args"])
        .split("\n")
        .filter((line) => line.includes(join(work, "plumbline-import-")));
    const child = start(long, "--propose", out);
    const ended = once(child, "exit");
    await expect.poll(readers).toHaveLength(1);
    child.kill(signal);
    expect(await ended).toEqual([null, signal]);
    await expect.poll(readers).toEqual([]);
    expect(existsSync(out)).toBe(false);
    expect(await verifyCase(folder)).toMatchObject({ holds: true });
    const types = await withCase(folder, { access: "read" }, async (opened) =>
      (await opened.fullFold()).visible.map(({ record }) => record.type),
    );
    expect(types).toEqual(["Party", "Artifact"]);
    expect(folders()).toHaveLength(1);
    expect(await once(start(short), "exit")).toEqual([0, null]);
    expect(folders()).toEqual([]);
  },
);
