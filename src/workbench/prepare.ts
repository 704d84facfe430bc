/** `start`: the demo case, or a case from one's own file, from nothing to published editions. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PlumblineError } from "../errors.ts";
import type { OnProgress } from "../model/effects.ts";
import type { Tlp } from "../model/marking.ts";
import { signingKey } from "../model/signature.ts";
import type { SigningKey } from "../model/signature.ts";
import { signEdition } from "../release/index.ts";
import { repeatableEffects } from "../store/effects.ts";
import { makeWhole } from "../store/work-folders.ts";
import { findActor } from "./actor.ts";
import { logPath, withCase } from "./case.ts";
import type { Actor, Case } from "./case.ts";
import { resolveName } from "./names.ts";
import { detect } from "./detect.ts";
import { DEMO_SEED, simulateDemo } from "../demo/simulate.ts";
import { STANDARD_INPUT, withGiven } from "./given-paths.ts";
import { importFiles } from "./import-files.ts";
import { declareKey } from "./keys.ts";
import { MAKER } from "./maker.ts";
import { declareTables, measure } from "./measures.ts";
import { DEMO_MEASURES } from "./measures-demo.ts";
import { publish } from "./publish.ts";
import type { PublishOptions } from "./publish.ts";
import { recordFile } from "./record-file.ts";
import { SOFTWARE } from "../software.ts";

export interface PrepareOptions {
  /** Says what is being done, a line at a time. */
  readonly say: (text: string) => void;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
  readonly map?: string;
  readonly dateOrder?: string;
  readonly zone?: string;
  readonly rows?: string;
  readonly sheet?: string;
}

export interface Prepared {
  readonly folder: string;
  readonly editions: string;
}

const EXAMPLE = fileURLToPath(new URL("../../examples/demo/", import.meta.url));
const KEEPER = "Ostmere election desk";
const START = "2031-11-05T09:00:00.000Z";
const ORGANISATIONS = ["EA", "SO"] as const;

/** Bytes that repeat: SHA-256 of a counter under a label. Not random, and not meant to be. */
function repeatableBytes(label: string): (count: number) => Uint8Array {
  let counter = 0;
  return (count) => {
    const digest = createHash("sha256").update(`${label} ${counter++}`).digest();
    return digest.subarray(0, count);
  };
}

/** The demo's keys are known to everybody: they show how signing works and protect nothing. */
export function demoKey(organisation: string): SigningKey {
  return signingKey(createHash("sha256").update(`plumbline demo key ${organisation}`).digest("hex"));
}

/**
 * Makes the demo case under `parent`, or finds it as it was made by this very version. One of another version steps aside if
 * anybody has recorded in it, and goes otherwise.
 */
export async function prepareDemo(parent: string, options: PrepareOptions): Promise<Prepared> {
  const root = join(parent, "demo");
  const [folder, editions] = partsIn(root);
  const made = stampIn(root);
  if (made?.version === SOFTWARE) {
    options.say(`The demo case is in ${folder}.`);
    return { folder, editions };
  }
  await clear(root, made, options);
  await makeWhole(parent, "demo", async (aside) => {
    const records = await makeDemo(aside, { ...options, say: sayAs(aside, root, options) });
    writeFileSync(join(aside, STAMP), `${SOFTWARE}\n${records}\n`);
  });
  return { folder, editions };
}

/** Folders of the case and of its editions. */
export const partsIn = (root: string) => [join(root, "case"), join(root, "editions")] as const;

/** What is said while a folder is made aside names the place where it will be. */
export const sayAs =
  (aside: string, root: string, { say }: PrepareOptions) =>
  (text: string): void =>
    say(text.replaceAll(aside, root));

const STAMP = "made-by";

interface Stamp {
  readonly version: string;
  /** Records of the demo when it was made; undefined where an older version did not say. */
  readonly records: number | undefined;
}

function stampIn(root: string): Stamp | undefined {
  if (!existsSync(join(root, STAMP))) return undefined;
  const [version = "", records] = readFileSync(join(root, STAMP), "utf8").split("\n");
  return { version, records: records === undefined ? undefined : Number(records) };
}

/** Makes room for the demo. Only what this function's own version of the demo holds is removed. */
async function clear(root: string, made: Stamp | undefined, { say }: PrepareOptions): Promise<void> {
  if (!existsSync(root)) return;
  if (made?.records !== undefined && (await recordsIn(root)) === made.records) {
    rmSync(root, { recursive: true, force: true });
    return;
  }
  const kept = freeName(`${root}-before`);
  renameSync(root, kept);
  say(`What was in ${root} is kept in ${kept}.`);
}

/** Undefined where there is no case, or none that can be read. */
async function recordsIn(root: string): Promise<number | undefined> {
  const [folder] = partsIn(root);
  if (!existsSync(logPath(folder))) return undefined;
  return withCase(folder, { access: "read" }, ({ log }) => log.size()).catch(() => undefined);
}

function freeName(path: string): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? path : `${path}-${n}`;
    if (!existsSync(name)) return name;
  }
}

/** @returns the number of its records. */
async function makeDemo(root: string, options: PrepareOptions): Promise<number> {
  const [folder, editions] = partsIn(root);
  const files = join(root, "files");
  mkdirSync(files);
  for (const [name, text] of simulateDemo(DEMO_SEED)) writeFileSync(join(files, name), text);
  const effects = repeatableEffects(START, repeatableBytes("plumbline demo"));
  const create = { by: "analyst 1", organisation: KEEPER };
  return withCase(folder, { effects, create }, async (opened) => {
    await record(opened, "sources.yaml", options);
    await addKeys(opened);
    const analyst = { by: "analyst 1", for: await organisation(opened, "EA") };
    // Marks that are chosen after a look find what was looked at.
    await declareTables(opened, files, DEMO_MEASURES.before ?? [], analyst, options);
    await bringIn(opened, join(files, "posts.csv"), options, analyst);
    await measure(opened, files, DEMO_MEASURES, analyst, options);
    await record(opened, "assessment.yaml", options);
    const actor = { by: "releaser", for: await organisation(opened, "EA") };
    const signed = { actor, signer: demoKey("EA") };
    // Only an edition for more readers can say less than one for fewer.
    const open = { ...signed, out: join(editions, "public"), ceiling: "CLEAR", attest: true } as const;
    await release(opened, open, options);
    const closed = { ...signed, out: join(editions, "restricted"), ceiling: "AMBER+STRICT" } as const;
    await release(opened, closed, options);
    // The second signature is dated like everything in the demo, so that it has the same bytes each time.
    await signEdition(join(editions, "public"), demoKey("SO"), "2031-11-06T09:00:00.000Z", MAKER);
    return opened.log.size();
  });
}

async function organisation(opened: Case, key: string): Promise<string> {
  return resolveName(await opened.fullFold(), key);
}

async function record(opened: Case, name: string, { say }: PrepareOptions): Promise<void> {
  const records = await recordFile(opened, join(EXAMPLE, name), ORGANISATIONS.map(demoKey));
  say(`${name}: ${records.length} records.`);
}

async function addKeys(opened: Case): Promise<void> {
  for (const key of ORGANISATIONS) {
    const actor = { by: "administrator", for: await organisation(opened, key) };
    await declareKey(opened, actor, demoKey(key).publicKey, { tlp: "CLEAR" });
  }
}

/** Imports a file, or those in it, and runs co-share over it, keyed `coshare`. */
async function bringIn(opened: Case, path: string, options: PrepareOptions, actor: Actor): Promise<void> {
  const { say, onProgress, signal, map, dateOrder, zone, rows, sheet } = options;
  const shared = {
    actor,
    ...(onProgress === undefined ? {} : { onProgress }),
    ...(signal === undefined ? {} : { signal }),
  };
  const imported = await withGiven([path], { staging: opened.makeStaging(), onProgress, signal }, (files) =>
    importFiles(opened, files, {
      ...shared,
      ...(map === undefined ? {} : { map }),
      ...(dateOrder === undefined ? {} : { dateOrder }),
      ...(zone === undefined ? {} : { zone }),
      ...(rows === undefined ? {} : { rows }),
      ...(sheet === undefined ? {} : { sheet }),
    }),
  );
  if (imported.files.length === 0)
    throw new PlumblineError("NO_POSTS", "It holds STIX objects and no posts.", { where: path });
  for (const line of imported.lines) say(line);
  const windows = imported.files.map(({ report }) => Number(WINDOW_OF[report.resolution]));
  const window = String(Math.max(...windows));
  const run = await firstRun(OBJECTS, (object) =>
    detect(opened, { ...shared, detector: "co-share", parameters: { window, object }, key: "coshare" }),
  );
  say("");
  for (const { sentence } of run.body.findings.slice(0, 3)) say(sentence);
}

/** What posts are compared by: texts, or what they have where no post has a text, as in lists of news. */
const OBJECTS = ["text", "url", "hashtag"] as const;

/** The run over the first kind of object that there is. @throws PlumblineError NO_DATA if there is none of any. */
async function firstRun<T>(kinds: readonly string[], detectBy: (object: string) => Promise<T>): Promise<T> {
  const [object = "", ...others] = kinds;
  try {
    return await detectBy(object);
  } catch (error) {
    if (!(error instanceof PlumblineError) || error.code !== "NO_DATA") throw error;
    if (others.length > 0) return firstRun(others, detectBy);
    throw new PlumblineError("NO_DATA", "The posts have no text, link or hashtag to be compared by.", {
      hint: "Import the file into a case, and run a detector over another column.",
    });
  }
}

/** The smallest usual window that the resolution of the times allows. */
const WINDOW_OF = Object.freeze({
  millisecond: "60",
  second: "60",
  minute: "60",
  hour: "3600",
  day: "86400",
});

interface Release extends Omit<PublishOptions, "reader"> {
  readonly ceiling: Tlp;
}

/** Publishes the newest draft at a level, and says so. */
export async function release(
  opened: Case,
  { ceiling, ...how }: Release,
  { say }: Pick<PrepareOptions, "say">,
): Promise<void> {
  const { view } = await publish(opened, { ...how, reader: { ceiling, groups: [] } });
  say(`Published ${how.out} (TLP:${ceiling}, ${view.records.length} records).`);
}

/** Where the case of a file lies, by the file's name. */
export function caseRootOf(parent: string, title: string): { readonly name: string; readonly root: string } {
  const name = title.replace(/[^A-Za-z0-9._-]/g, "-");
  return { name, root: join(parent, name) };
}

/** A case from one's own file: imported, analysed, and published with its findings at the marking of the posts. */
export async function prepareOwn(parent: string, file: string, options: PrepareOptions): Promise<Prepared> {
  const title = file === STANDARD_INPUT ? "standard input" : basename(file);
  const { name, root } = caseRootOf(parent, title);
  const [folder, editions] = partsIn(root);
  if (existsSync(logPath(folder))) {
    options.say(`There is a case of this name in ${folder}; it is shown as it is.`);
    return { folder, editions };
  }
  await makeWhole(parent, name, async (aside) => {
    const [inside, released] = partsIn(aside);
    const telling = { ...options, say: sayAs(aside, root, options) };
    await withCase(inside, { create: { by: "analyst", organisation: "This desk" } }, async (opened) => {
      const actor = await findActor(opened, {});
      await bringIn(opened, file, telling, actor);
      await draftFindings(opened, title, actor);
      const out = join(released, "findings");
      await release(opened, { out, ceiling: "AMBER+STRICT", actor }, telling);
    });
  });
  return { folder, editions };
}

/** A first edition that holds findings and no judgment: judging is for people. */
async function draftFindings(opened: Case, file: string, actor: Actor): Promise<void> {
  const run = (await opened.fullFold()).all("Run").find(({ body }) => body.key === "coshare");
  const blocks = (run?.body.findings ?? []).map(({ id }) => ({
    block: "finding" as const,
    finding: `${run!.id}#${id}`,
  }));
  await opened.append([
    {
      id: opened.log.issueId("Edition"),
      type: "Edition",
      ...actor,
      marking: { tlp: "AMBER+STRICT" },
      body: {
        title: `Findings in ${file}`,
        subtitle: "Machine findings. No organisation has judged them.",
        language: "en",
        ceiling: { tlp: "AMBER+STRICT" },
        authors: [actor.for],
        blocks,
      },
    },
  ]);
}
