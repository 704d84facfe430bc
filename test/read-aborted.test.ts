/** A client that closes its connection while a document is read for it: the confined child ends, unless somebody else waits for it. */
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { serveSite } from "../src/server/serve.ts";
import { bringDocument } from "../src/workbench/documents.ts";
import { linesDown, pagesPdf } from "./support/pdf-files.ts";
import { outputOf } from "./support/programs.ts";
import { makeTeam, member, PASSWORD } from "./support/team.ts";
import type { Team } from "./support/team.ts";
import { tempFolder } from "./support/temp.ts";

/** Of a page that takes its time. */
const LINES = Array.from({ length: 50 }, (_, i) => `Line ${i} as long as a line of a page is, on page`);

let root: string;
let work: string;
let team: Team;
let base: string;
let ask: (signal: AbortSignal, of: "proposals" | "text") => Promise<string>;

const folders = () => readdirSync(work).filter((name) => name.startsWith("plumbline-import-"));
/** Children that read: by the folder of work in what they were started with. */
const readers = () =>
  outputOf("ps", ["-eo", "args"])
    .split("\n")
    .filter((line) => line.includes(join(work, "plumbline-import-")));

beforeEach(async () => {
  root = tempFolder();
  work = join(root, "tmp");
  mkdirSync(work);
  vi.stubEnv("TMPDIR", work);
  onTestFinished(() => void vi.unstubAllEnvs());
  team = await makeTeam(root);
  const { opened } = await team.site.add(join(root, "alpha"), {
    open: { create: { by: "founder", organisation: "Desk" } },
  });
  const keeper = await opened.keeper();
  await team.enter("ada", member("alpha", [keeper], { ceiling: "RED" }));
  const path = join(root, "long.pdf");
  writeFileSync(
    path,
    pagesPdf(Array.from({ length: 3000 }, (_, i) => linesDown(LINES.map((line) => `${line} ${i}`)))),
  );
  const { artifact } = await bringDocument(opened, path, { by: "founder", for: keeper });
  const entry = { kind: "accounts", accounts: team.accounts } as const;
  const serving = await serveSite({ site: team.site, entry, port: 0 });
  onTestFinished(() => serving.stop());
  base = `http://127.0.0.1:${serving.port}`;
  const entered = await fetch(`${base}/api/session`, {
    method: "POST",
    body: JSON.stringify({ name: "ada", password: PASSWORD }),
    headers: { "content-type": "application/json", origin: base },
  });
  const cookie = entered.headers.get("set-cookie")!.split(";")[0]!;
  ask = async (signal, of) =>
    fetch(`${base}/api/cases/alpha/artifacts/${artifact.id}/${of}`, { headers: { cookie }, signal }).then(
      async (response) => `${response.status}`,
      (error: unknown) => (error as Error).name,
    );
});
afterEach(() => team.close());

it.each(["proposals", "text"] as const)(
  "the child that reads for %s ends with its only client",
  async (of) => {
    const client = new AbortController();
    const answer = ask(client.signal, of);
    await expect.poll(readers).toHaveLength(1);
    client.abort();
    expect(await answer).toBe("AbortError");
    await expect.poll(readers).toEqual([]);
    await expect.poll(folders).toEqual([]);
  },
);

it("the child goes on for a second client, and ends with that one", async () => {
  const [first, second] = [new AbortController(), new AbortController()];
  const answers = [ask(first.signal, "proposals"), ask(second.signal, "text")];
  await expect.poll(readers).toHaveLength(1);
  const [reader] = readers();
  first.abort();
  expect(await answers[0]).toBe("AbortError");
  // What is asked after that is answered after the server has seen it.
  expect((await fetch(`${base}/api/session`)).status).toBeLessThan(500);
  expect(readers()).toEqual([reader]);
  second.abort();
  await expect.poll(readers).toEqual([]);
});
