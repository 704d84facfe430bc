/**
 * Nobody's words are turned round: what the ministry of the demo denies stands nowhere without who denies it, in no form of
 * an edition, no answer of the server, no output of a command. The lists are those of the program: a new form, route or
 * command has to be named here.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { program } from "../src/cli/main.ts";
import { FORMATS } from "../src/release/formats/index.ts";
import { createApp } from "../src/server/app.ts";
import { ownerSite } from "../src/desk/index.ts";
import { prepareDemo } from "../src/workbench/index.ts";
import { outputOf } from "./support/programs.ts";
import { runCommand } from "./support/command.ts";
import { NO_PAGE } from "./support/no-page.ts";
import { GET_RECIPES } from "./support/route-recipes.ts";
import { HOST } from "./support/team.ts";
import { tempFolder } from "./support/temp.ts";
import { DENIED, findIn, findInData, TELLING, together } from "./support/told.ts";
import type { Found } from "./support/told.ts";

const cleanups: (() => Promise<void> | void)[] = [];
let root: string;
let folder: string;
let editions: string;
beforeAll(async () => {
  root = tempFolder((clean) => cleanups.push(clean));
  ({ folder, editions } = await prepareDemo(root, { say: () => undefined }));
});
afterAll(async () => {
  for (const clean of cleanups.reverse()) await clean();
});

const textOfMarkup = (markup: string): string =>
  markup
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");

/** How each form of an edition is read. */
const READERS: Readonly<Record<string, (path: string) => Found>> = {
  html: (path) => findIn(textOfMarkup(readFileSync(path, "utf8"))),
  json: (path) => findInData(JSON.parse(readFileSync(path, "utf8"))),
  records: (path) =>
    together(
      readFileSync(path, "utf8")
        .trimEnd()
        .split("\n")
        .map((line) => findInData(JSON.parse(line))),
    ),
  pdf: (path) => findIn(outputOf("pdftotext", [path, "-"])),
  docx: (path) => findIn(textOfMarkup(outputOf("unzip", ["-p", path, "word/document.xml"]))),
  stix: (path) => findInData(JSON.parse(readFileSync(path, "utf8"))),
  misp: (path) => findInData(JSON.parse(readFileSync(path, "utf8"))),
  "claim-review": (path) => findInData(JSON.parse(readFileSync(path, "utf8"))),
};

/** Answers of the server to the owner of the case, by route. */
async function askAll(): Promise<ReadonlyMap<string, Found>> {
  const { site, owner } = ownerSite();
  cleanups.push(() => site.close());
  const { opened } = await site.add(folder, { name: "alpha", editions });
  const app = createApp({ site, entry: { kind: "owner", owner }, page: NO_PAGE, hosts: () => [HOST] });
  const session = owner.exchange(owner.token!)!;
  const ask = async (path: string): Promise<Found> => {
    const headers = { host: HOST, origin: `http://${HOST}`, cookie: `plumbline_4000=${session}` };
    const response = await app.request(path, { headers });
    const text = await response.text();
    const isData = response.headers.get("content-type")?.includes("json") === true;
    return isData ? findInData(JSON.parse(text)) : findIn(textOfMarkup(text));
  };
  const visible = (await opened.fullFold()).visible.flatMap(({ record }) =>
    TOUCHED.has(record.type) ? [record.id] : [],
  );
  const found = new Map<string, Found>();
  for (const [route, recipe] of Object.entries(GET_RECIPES)) {
    const answers: Found[] = [];
    for (const path of recipe({ visible, hidden: [], hashes: [] })) answers.push(await ask(path));
    found.set(route, together(answers));
  }
  return found;
}

/** Records whose page, line or view says a claim. */
const TOUCHED: ReadonlySet<string> = new Set(["Claim", "Judgment", "Question", "Edition", "Basis"]);

/**
 * How each command is called, in order; CASE, PUBLIC and RESTRICTED are folders, NEW a name that is free. A command that is
 * given no words prints nothing of a case, or serves what the routes say.
 */
const CALLS: Readonly<Record<string, readonly string[]>> = {
  ledger: ["CASE", "CASE --ceiling CLEAR"],
  stale: ["CASE"],
  matrix: ["CASE", "CASE Q3"],
  history: ["CASE J3", "CASE J5"],
  chain: ["CASE", "CASE J5"],
  calibration: ["CASE"],
  questions: ["CASE", "CASE --ceiling CLEAR"],
  log: ["CASE", "CASE --type Claim"],
  trace: ["CASE C-ministry", "CASE J3", "CASE J5", "CASE Q3"],
  coding: ["CASE"],
  lint: ["CASE"],
  checklist: ["CASE --ceiling CLEAR"],
  verify: ["CASE", "PUBLIC"],
  diff: ["PUBLIC RESTRICTED", "RESTRICTED PUBLIC"],
  parity: ["PUBLIC RESTRICTED"],
  publish: ["CASE --ceiling CLEAR --dry-run", "CASE --ceiling CLEAR --out NEW"],
  backup: ["CASE NEW"],
  purge: [],
  restore: [],
  read: [],
  record: [],
  withdraw: ["CASE C-ministry --why Misread"],
  disclose: [],
  sign: [],
  import: [],
  watch: [],
  detect: [],
  coshare: [],
  top: [],
  keys: [],
  serve: [],
  accounts: [],
  start: [],
};

describe("a denial", () => {
  it.each(FORMATS.map(({ id, fileName }) => ({ id, fileName })))(
    "is told as one in the form $id of both editions",
    ({ id, fileName }) => {
      const found = together(
        ["public", "restricted"].map((name) => READERS[id]!(join(editions, name, fileName))),
      );
      expect(found.bare).toEqual([]);
      // The demo judges no claim, and its records have the words as a field beside speaker and verb.
      if (id !== "claim-review" && id !== "records") expect(found.times).toBeGreaterThanOrEqual(2);
    },
  );

  it("is told as one in every answer of the server", async () => {
    const answered = await askAll();
    for (const [route, { bare }] of answered) expect([route, bare]).toEqual([route, []]);
    const saying = [...answered].filter(([, { times }]) => times > 0).map(([route]) => route);
    const parts = [
      "judgments",
      "ledger",
      "questions/:ref/matrix",
      "records",
      "trace/:ref",
      "preview",
      "review",
    ];
    for (const part of parts) expect(saying).toContain(`/api/cases/:case/${part}`);
  });

  it("is told as one in the output of every command", async () => {
    expect(Object.keys(CALLS).sort()).toEqual(
      (await program()).commands.map((command) => command.name()).sort(),
    );
    const saying = new Set<string>();
    let calls = 0;
    for (const [name, variants] of Object.entries(CALLS))
      for (const variant of variants)
        for (const form of [[], ["--json"]]) {
          calls += 1;
          const folders: Readonly<Record<string, string>> = {
            CASE: folder,
            PUBLIC: join(editions, "public"),
            RESTRICTED: join(editions, "restricted"),
            NEW: join(root, `new ${calls}`),
          };
          const words = [name, ...variant.split(" ").map((word) => folders[word] ?? word), ...form];
          const { printed } = await runCommand(words);
          const found = /^[[{]/.test(printed) ? findInData(JSON.parse(printed)) : findIn(printed);
          expect([words, found.bare]).toEqual([words, []]);
          if (found.times > 0) saying.add(name);
        }
    expect([...saying]).toEqual(expect.arrayContaining(["ledger", "questions", "log", "trace", "matrix"]));
  });

  it("would be missed if it were told otherwise", () => {
    expect(findIn(`${TELLING}${DENIED}.`)).toEqual({ times: 1, bare: [] });
    for (const wrong of ["", "against J3: ", TELLING.replace("denies", "asserts"), `${TELLING}Not that `])
      expect(findIn(`${wrong}${DENIED}.`).bare).toHaveLength(1);
    const body = { speaker: "pty_0000000000", polarity: "denies", proposition: DENIED };
    expect(findInData(body).bare).toEqual([]);
    expect(findInData({ ...body, polarity: undefined }).bare).toHaveLength(1);
    expect(findInData({ ...body, text: DENIED }).bare).toHaveLength(1);
  });
});
