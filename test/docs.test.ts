/**
 * The documentation is held to the program: links lead somewhere, generated tables are current, every command shown
 * parses, every record file shown loads, every code named exists.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { CommanderError } from "commander";
import type { Command } from "commander";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { generatedFiles, generatedParts, withPart } from "../scripts/docs.mjs";
import { EXIT_STATUS, program } from "../src/cli/main.ts";
import { ERRORS } from "../src/errors.ts";
import { REJECT_CODES } from "../src/ingest/index.ts";
import * as finding from "../src/model/finding.ts";
import * as marking from "../src/model/marking.ts";
import * as records from "../src/model/records.ts";
import * as references from "../src/model/references.ts";
import * as refs from "../src/model/refs.ts";
import * as time from "../src/model/time.ts";
import * as release from "../src/release/index.ts";
import { DETECTORS } from "../src/signals/index.ts";
import * as workbench from "../src/workbench/index.ts";
import { recordFile, withCase } from "../src/workbench/index.ts";
import { callsOf, filesUnder, PAGES, parts, read, ROOT, shellWords } from "./support/docs-pages.ts";

// --- links ----------------------------------------------------------------------------------------------------------

/** Anchors of a page's headings, as code hosts make them. */
function anchors(path: string): Set<string> {
  const seen = new Map<string, number>();
  const found = new Set<string>();
  for (const line of parts(path).prose) {
    const title = /^#{1,6} (.+)$/.exec(line)?.[1];
    if (title === undefined) continue;
    const slug = title
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
      .replaceAll(" ", "-");
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    found.add(times === 0 ? slug : `${slug}-${times}`);
  }
  return found;
}

function brokenLinks(page: string): string[] {
  const broken: string[] = [];
  for (const [i, line] of parts(page).prose.entries())
    for (const [, target = ""] of line.replaceAll(/`[^`]*`/g, "").matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      const [file = "", anchor] = target.split("#");
      const path = file === "" ? join(ROOT, page) : resolve(ROOT, dirname(page), file);
      const inside = relative(ROOT, path);
      if (!existsSync(path) || inside.startsWith(".."))
        broken.push(`${page}:${i + 1} ${target}: no such file`);
      else if (anchor !== undefined && !anchors(inside).has(anchor))
        broken.push(`${page}:${i + 1} ${target}: no such heading`);
    }
  return broken;
}

describe("links", () => {
  it.each(PAGES)("of %s lead to files and headings", (page) => {
    expect(brokenLinks(page)).toEqual([]);
  });

  it("finds a link that leads nowhere", () => {
    expect(anchors("docs/model.md").has("the-log")).toBe(true);
    expect(anchors("docs/model.md").has("the-logs")).toBe(false);
  });

  it("leads from the index to every page of docs", () => {
    const index = new Set(
      ["docs/README.md", "docs/detectors/README.md"].flatMap((page) =>
        [...read(page).matchAll(/\]\(([^)#\s]+)/g)].map(([, target = ""]) =>
          relative(ROOT, resolve(ROOT, dirname(page), target)),
        ),
      ),
    );
    const lost = filesUnder("docs", ".md").filter((page) => page !== "docs/README.md" && !index.has(page));
    expect(lost).toEqual([]);
  });
});

// --- generated parts ------------------------------------------------------------------------------------------------

async function generated(): Promise<ReturnType<typeof generatedParts>> {
  // The default of --by is read from the environment; the page shows the one of a bare machine.
  vi.stubEnv("PLUMBLINE_BY", undefined);
  try {
    return generatedParts({
      errors: ERRORS,
      rejectCodes: REJECT_CODES,
      model: { ...records, ...refs, ...references, ...marking, ...time, ...finding },
      detectors: DETECTORS,
      program: await program(),
      exitStatus: EXIT_STATUS,
    });
  } finally {
    vi.unstubAllEnvs();
  }
}

describe("generated parts", async () => {
  const all = await generated();

  it.each(all.map(({ page, part }) => [page, part]))("%s is current: %s", (page, part) => {
    const { text } = all.find((one) => one.page === page && one.part === part)!;
    const now = read(page);
    expect(withPart(now, part, text) === now, "run `npm run build && node scripts/docs.mjs`").toBe(true);
  });

  it.each(generatedFiles({ release, workbench }).map(({ page, text }) => [page, text]))(
    "%s is current",
    (page, text) => {
      expect(read(page) === text, "run `npm run build && node scripts/docs.mjs`").toBe(true);
    },
  );

  it("have no markers without a generator", () => {
    const marked = PAGES.flatMap((page) =>
      [...read(page).matchAll(/<!-- generated: (.+?) -->/g)].map(([, part = ""]) => `${page} ${part}`),
    );
    expect(marked.sort()).toEqual(all.map(({ page, part }) => `${page} ${part}`).sort());
  });

  it("name every record type and every error", () => {
    for (const type of refs.RECORD_TYPES) expect(anchors("docs/model.md").has(type.toLowerCase())).toBe(true);
    for (const code of Object.keys(ERRORS)) expect(read("docs/errors.md")).toContain(`| \`${code}\` |`);
  });
});

// --- commands -------------------------------------------------------------------------------------------------------

/** The program with nothing behind its commands. */
function hollow(command: Command): Command {
  command.exitOverride().configureOutput({ writeOut: () => undefined, writeErr: () => undefined });
  for (const sub of command.commands) hollow(sub);
  if (command.registeredArguments.length > 0 || command.commands.length === 0)
    command.action(() => undefined);
  return command;
}

/** What is wrong with a call, or undefined. A call in running text may leave out what is required. */
async function wrongCall(words: readonly string[], inText: boolean): Promise<string | undefined> {
  try {
    await hollow(await program()).parseAsync([...words], { from: "user" });
    return undefined;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    const incomplete = /missingArgument|missingMandatoryOptionValue|commander\.help$/.test(error.code);
    return inText && incomplete ? undefined : error.message;
  }
}

/** Folders that a clone ignores, a person's own folders, and words that stand for a path. */
const KEPT = /^(?:cases(?:\/|$)|\.plumbline(?:\/|$)|~\/|\/|[A-Z]+$)/;

/** The paths at which a call makes or opens a case, or writes. */
async function pathsOf(words: readonly string[]): Promise<string[]> {
  const paths: string[] = [];
  const called = hollow(await program()).hook("preAction", (_, command) => {
    const ofAccounts = command.parent?.name() === "accounts";
    for (const [i, argument] of command.registeredArguments.entries())
      if (argument.name() === "case" || (ofAccounts && argument.name() === "file"))
        paths.push(...[(command.processedArgs[i] ?? []) as string | string[]].flat());
    const { out, pairs, folder, accounts } = command.opts<Record<string, string>>();
    paths.push(...[out, pairs, folder, accounts].filter((path) => path !== undefined));
  });
  await called.parseAsync([...words], { from: "user" });
  return paths;
}

/** A call that fetches a package by its name. The name `plumbline` is somebody else's on the registry. */
const FETCHES = /\b(?:npx|npm exec|pnpx|bunx|yarn dlx|pnpm dlx) (?:-\S+ )*[@a-z]/;
const TREE = ["bin", "scripts", "src", "test", "bench", "examples", "docs"];

/** Detectors that stand in the docs as examples, and not in the program's list: `detect` takes a listed one for them. */
const EXAMPLES = readdirSync(join(ROOT, "docs/detectors/example"), { withFileTypes: true }).flatMap(
  (entry) => (entry.isDirectory() ? [entry.name] : []),
);
const listed = (word: string): string => (EXAMPLES.includes(word) ? "near-copy" : word);

describe("commands", () => {
  it.each(PAGES)("in blocks of %s parse", async (page) => {
    const wrong: string[] = [];
    for (const fence of parts(page).fences)
      for (const words of callsOf(fence)) {
        const why = await wrongCall(words, false);
        if (why !== undefined) wrong.push(`${page}:${fence.line} plumbline ${words.join(" ")}: ${why}`);
      }
    expect(wrong).toEqual([]);
  });

  it.each(PAGES)("in the text of %s parse", async (page) => {
    const wrong: string[] = [];
    for (const [, inline = ""] of parts(page)
      .prose.join("\n")
      .matchAll(/`(?:node bin\/plumbline\.mjs|plumbline) ([^`]+)`/g)) {
      const why = await wrongCall(shellWords(inline).map(listed), true);
      if (why !== undefined) wrong.push(`${page}: plumbline ${inline}: ${why}`);
    }
    expect(wrong).toEqual([]);
  });

  it("in hints of errors and in the program's own first page parse", async () => {
    const hints = Object.values(ERRORS).flatMap(({ hint }) =>
      [...hint.matchAll(/`plumbline ([^`]+)`/g)].map(([, call = ""]) => call),
    );
    let about = "";
    const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
      about += String(text);
      return true;
    });
    await (await program()).parseAsync([], { from: "user" });
    write.mockRestore();
    const shown = [...about.matchAll(/^ {2}plumbline (.+?)(?: {2,}.*)?$/gm)].map(([, call = ""]) => call);
    expect(shown.length).toBeGreaterThan(3);
    for (const call of [...hints, ...shown])
      expect(await wrongCall(shellWords(call), true), `plumbline ${call}`).toBeUndefined();
  });

  it.each(PAGES)(
    "in blocks of %s keep cases and what is made of them out of a clone's tree",
    async (page) => {
      const beside: string[] = [];
      for (const fence of parts(page).fences)
        for (const words of callsOf(fence))
          for (const path of await pathsOf(words))
            if (!KEPT.test(path)) beside.push(`${page}:${fence.line} plumbline ${words.join(" ")}: ${path}`);
      expect(beside).toEqual([]);
    },
  );

  it("would put a case and an edition beside the sources", async () => {
    const paths = await pathsOf(shellWords("publish my-case --ceiling CLEAR --out public"));
    expect(paths).toEqual(["my-case", "public"]);
    expect(paths.filter((path) => KEPT.test(path))).toEqual([]);
    expect(read("cases/.gitignore").split("\n")).toContain("*");
    expect(read(".gitignore").split("\n")).toContain("/.plumbline/");
  });

  it("run what is in the clone: none asks a registry for a package", () => {
    const asking = [...PAGES, "package.json", ".ci/run", ...TREE.flatMap((folder) => filesUnder(folder, ""))]
      .filter((path) => !/\.(?:png|pdf|parquet|gz)$/.test(path))
      .filter((path) => FETCHES.test(read(path)));
    expect(asking).toEqual([]);
    expect(FETCHES.test(["np", "x plumbline import"].join(""))).toBe(true);
    expect(FETCHES.test(["np", "m exec -- plumbline"].join(""))).toBe(true);
  });

  it("would not parse with a word that is not there", async () => {
    expect(await wrongCall(shellWords("verify public --trusted keys.json"), false)).toContain("--trusted");
    expect(await wrongCall(shellWords("publicise my-case"), false)).toBeDefined();
  });
});

// --- record files ---------------------------------------------------------------------------------------------------

/** What a case holds before the files of a page: the Party that writes, and a run that fragments re-mark or cite. */
const BEFORE = `plumbline: 1
by: editor
for: DOCS
marking: AMBER+STRICT
records:
  - party: DOCS
    kind: organisation
    name: An organisation of the documentation
  - run: coshare
    detector: co-share
    version: 0.1.0
    inputs: []
    parameters: {}
    seed: 1
    counts: {}
    findings: []
`;
const FRAGMENT = "plumbline: 1\nby: editor\nfor: DOCS\nmarking: AMBER+STRICT\nrecords:\n";

describe("record files", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "plumbline-docs-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const pages = PAGES.filter((page) => parts(page).fences.some(({ language }) => language === "yaml"));

  it("are found", () => {
    expect(pages).toContain("docs/record-file.md");
    expect(pages).toContain("docs/how-to/two-organisations.md");
  });

  it.each(pages)("of %s load, in their order", async (page) => {
    const name = page.replaceAll("/", "-");
    const create = { by: "tester", organisation: "Tests" };
    await withCase(join(folder, `${name}-case`), { create }, async (opened) => {
      const load = async (text: string, line: number) => {
        const path = join(folder, `${name}-line-${line}.yaml`);
        writeFileSync(path, text);
        return recordFile(opened, path);
      };
      await load(BEFORE, 0);
      for (const { language, text, line } of parts(page).fences) {
        if (language !== "yaml") continue;
        const whole = text.startsWith("plumbline:");
        const written = await load(whole ? text : FRAGMENT + text.replaceAll(/^/gm, "  "), line);
        expect(written.length).toBeGreaterThan(0);
      }
    });
  });
});

// --- codes, words, paths --------------------------------------------------------------------------------------------

/** Codes that nothing refuses with. To be used or deleted. */
const RESERVED: readonly string[] = [];

describe("error codes", () => {
  const sources = filesUnder("src", ".ts").filter(
    (path) => path !== "src/errors.ts" && !path.endsWith(".test.ts"),
  );
  const text = sources.map(read).join("\n");

  it("are each used in the program", () => {
    const unused = Object.keys(ERRORS).filter((code) => !text.includes(`"${code}"`));
    expect(unused.filter((code) => !RESERVED.includes(code))).toEqual([]);
    expect(RESERVED.filter((code) => text.includes(`"${code}"`))).toEqual([]);
  });

  it("that the program refuses with exist", () => {
    const used = [...text.matchAll(/new PlumblineError\(\s*"([A-Z_]+)"/g)].map(([, code = ""]) => code);
    expect(used.length).toBeGreaterThan(20);
    expect([...new Set(used)].filter((code) => !Object.hasOwn(ERRORS, code))).toEqual([]);
  });

  it.each(PAGES)("named in %s exist", (page) => {
    const known = new Set([...Object.keys(ERRORS), ...Object.keys(REJECT_CODES)]);
    const named = [...read(page).matchAll(/\[([A-Z][A-Z_]{3,})\] |`([A-Z]+(?:_[A-Z]+)+)`/g)].map(
      ([, printed, inline]) => printed ?? inline ?? "",
    );
    expect(named.filter((code) => !known.has(code) && !code.startsWith("PLUMBLINE_"))).toEqual([]);
  });
});

/** Words of pages, findings and screens that a reader may not know. */
const TERMS = `
  co-share, candidate, null 1, null 2, Holm, position, wording, basis, origin, edition, view root, log root, ceiling,
  tear line, linchpin, descriptor, pseudonym, finding, group, own position, reported position, dissent, likelihood,
  confidence, scale, band, gap, reliability, credibility, lineage, search effort, attribution rung, premise, indicator,
  manifest, signature, leaf, salt, tombstone, purge, withdraw, supersede, plumb line, resolution, window, significant,
  level, m, p-value, not stated, not public, not recorded, not assessed, effect, as of, source, event, claim, denial,
  context, evidence, ${marking.TLP_LEVELS.map((level) => `TLP:${level}`).join(", ")}`
  .trim()
  .split(/,\s+/);

describe("glossary", () => {
  const headings = new Set(
    parts("docs/glossary.md").prose.flatMap((line) => /^### (.+)$/.exec(line)?.[1]?.toLowerCase() ?? []),
  );

  it.each(TERMS)("has the term “%s”", (term) => {
    expect(headings.has(term.toLowerCase())).toBe(true);
  });
});

describe("pages", () => {
  it("of decisions begin a paragraph with each bold entry", () => {
    const { prose } = parts("docs/design-choices.md");
    const entries = [...prose.keys()].filter((at) => prose[at]!.startsWith("**"));
    expect(entries.length).toBeGreaterThan(50);
    expect(entries.filter((at) => prose[at - 1]!.trim() !== "").map((at) => `line ${at + 1}`)).toEqual([]);
  });

  it.each(PAGES)("%s names no path of a machine", (page) => {
    expect(read(page)).not.toMatch(/(^|[\s"'`(=])\/(work|home|Users|root|tmp|mnt|var)\b/m);
  });

  it.each(PAGES)("%s names files of the sources that exist", (page) => {
    const named = read(page).match(/(?<![\w/-])(?:src|scripts|test|bench)\/[\w./-]*\w/g) ?? [];
    // Where the reader is told to copy an example detector to.
    const copies = EXAMPLES.map((name) => `src/signals/detectors/${name}`);
    const missing = named.filter((path) => !existsSync(join(ROOT, path)) && !copies.includes(path));
    expect(missing).toEqual([]);
  });

  it("and the program say plainly who and what is meant", () => {
    const unclear = /whoever|stands no more|hangs? on a line|take the line up|is yours to|are yours to/gi;
    const sources = [...filesUnder("src", ".ts"), ...filesUnder("src", ".tsx")];
    const found = [...PAGES, ...sources].flatMap((path) =>
      [...read(path).matchAll(unclear)].map(([words]) => `${path}: ${words}`),
    );
    expect(found).toEqual([]);
  });

  it.each(PAGES)("%s begins with a title and says in its first lines what it is", (page) => {
    const lines = read(page).split("\n");
    expect(lines[0]).toMatch(/^# \S/);
    const first = lines.slice(1).find((line) => line.trim() !== "");
    expect(first, "text before the first list, table or heading").toMatch(/^[\p{L}>“*`]/u);
  });
});
