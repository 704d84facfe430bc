/**
 * What a run takes from the records of a case: looked up by name among what the reader may see, as the plain data that a
 * detector gets, with the records that it used. No record among them is marked above the run, which is marked to cover all.
 */
import { mailsOf, reasoningOver, setOf } from "../case/index.ts";
import type { CaseFold } from "../case/index.ts";
import type { Marking } from "../model/marking.ts";
import type { CaseRecord } from "../model/records.ts";
import { partOf, recordOf } from "../model/refs.ts";
import type { Ref } from "../model/refs.ts";
import { declarationById, EVERY_FLAGGED, findingsNamed, mayNameAccount } from "../signals/index.ts";
import type {
  Descriptor,
  Given,
  GivenFile,
  GivenGroup,
  GivenInput,
  GivenMail,
  InputKind,
  Parameters,
} from "../signals/index.ts";
import { listed } from "../words.ts";
import type { Case } from "./case.ts";
import { another, entriesOf, fileOf } from "./given-asked.ts";
import type { Asked, Taken } from "./given-asked.ts";
import { takeClaims, takeEvents } from "./given-statements.ts";
import { resolveName } from "./names.ts";
import { runResult } from "./run-result.ts";

/** What the inputs of a run are, and where they come from. */
export interface TakenInputs {
  readonly given: Given;
  /** Records used, each once. */
  readonly used: readonly Ref[];
  /** Files that its places may lie in. */
  readonly files: readonly GivenFile[];
  /** Of everything that it used. */
  readonly markings: readonly Marking[];
}

/**
 * Looks up what the parameters of the kind `input` name. One that is empty names nothing.
 * @throws PlumblineError PARAMETER for what is of another kind; NOT_FOUND, AMBIGUOUS; RESULT_INVALID; NO_DATA.
 */
export async function takeInputs(
  opened: Case,
  fold: CaseFold,
  descriptor: Descriptor,
  parameters: Parameters,
): Promise<TakenInputs> {
  const given: Record<string, GivenInput> = {};
  const used = new Set<Ref>();
  const beside = new Set<string>();
  const files = new Map<string, GivenFile>();
  for (const { name, takes } of descriptor.parameters) {
    const named = String(parameters[name] ?? "");
    if (takes === undefined || named === "") continue;
    const taken = await TAKE[takes]({ opened, fold, parameter: name, named });
    given[name] = taken.input;
    for (const ref of taken.used) used.add(ref);
    for (const id of taken.beside ?? []) beside.add(id);
    for (const file of taken.files ?? []) files.set(file.id, file);
  }
  const marked = [...new Set([...[...used].map(recordOf), ...beside, ...files.keys()])];
  const markings = marked.flatMap((id) => fold.marking(id) ?? []);
  return { given, used: [...used], files: [...files.values()], markings };
}

const TAKE: { readonly [K in InputKind]: (asked: Asked) => Promise<Taken> } = {
  series: (asked) => declared(asked, "series"),
  set: (asked) => declared(asked, "set"),
  markers: takeMarkers,
  events: async (asked) => takeEvents(asked),
  claims: async (asked) => takeClaims(asked),
  group: takeGroup,
  subjects: async (asked) => takeSubjects(asked),
  codes: async (asked) => takeCodes(asked),
  table: takeTable,
  mails: takeMails,
};

async function declared(asked: Asked, kind: "series" | "set" | "markers"): Promise<Taken> {
  const { opened, fold, named } = asked;
  const ref = recordOf(resolveName(fold, named));
  const run = fold.find("Run", ref);
  if (run?.body.detector !== kind) throw another(asked, kind, `no declared ${kind}`);
  if (!fold.stands(run.id)) throw another(asked, kind, "withdrawn");
  const result = await runResult(opened, fold, ref);
  if (result === undefined || run.body.output === undefined)
    throw another(asked, kind, "there, and its full result is not to be seen at this level");
  const input = declarationById(kind)!.given(result.output, run.id);
  return { input, used: [run.id], files: [input.file], beside: [run.body.output] };
}

/** Markers, and whether posts that the reader sees were in the case before them: the order of the log tells. */
async function takeMarkers(asked: Asked): Promise<Taken> {
  const { fold } = asked;
  const { input, ...rest } = await declared(asked, "markers");
  if (input.kind !== "markers") throw another(asked, "markers", `a declared ${input.kind}`);
  const afterPosts = fold
    .all("Run")
    .some(({ id, body }) => body.detector === "import" && fold.place(id) < fold.place(input.ref));
  return { ...rest, input: { ...input, afterPosts } };
}

/** The messages of a set that the reader may see, with their bytes. */
async function takeMails(asked: Asked): Promise<Taken> {
  const { opened, fold, named } = asked;
  const run = fold.find("Run", recordOf(resolveName(fold, named)));
  const set = run === undefined ? undefined : setOf(run);
  if (run === undefined || set === undefined) throw another(asked, "mails", "no set of mails");
  if (!fold.stands(run.id)) throw another(asked, "mails", "withdrawn");
  const mails: GivenMail[] = [];
  // One after another: a set may have more messages than files can be open.
  for (const { id, body } of mailsOf(fold, set))
    mails.push({ file: { id, sha256: body.sha256 }, bytes: await opened.artifacts.read(body.sha256) });
  if (mails.length === 0) throw another(asked, "mails", "a set of which no message is held");
  const title = fold.find("Artifact", set)?.body.title ?? "a set of mails";
  return {
    input: { kind: "mails", ref: run.id, title, mails },
    used: [run.id],
    files: mails.map(({ file }) => file),
  };
}

const OF_COLUMN = /^column:([^=]+)=(.*)$/s;

/** A group by its name alone, for who looks without a run. @throws PlumblineError as `takeInputs`. */
export async function groupNamed(opened: Case, fold: CaseFold, named: string): Promise<GivenGroup> {
  const { input } = await takeGroup({ opened, fold, parameter: "group", named });
  return input as GivenGroup;
}

async function takeGroup(asked: Asked): Promise<Taken> {
  const { opened, fold, named } = asked;
  const [, column, value] = OF_COLUMN.exec(named) ?? [];
  if (column !== undefined && value !== undefined)
    return {
      input: {
        kind: "group",
        by: "column",
        column: column.trim(),
        value: value.trim(),
        title: `${column.trim()} ${value.trim()}`,
      },
      used: [],
    };
  if (named === EVERY_FLAGGED) return everyFlagged(asked);
  const findings = findingsNamed(named);
  if (findings !== undefined)
    return groupOfFindings(asked, [...new Set(findings.map((one) => resolveName(fold, one)))], opened);
  const names = [...new Set(entriesOf(named))];
  return { input: { kind: "group", by: "names", names, title: `${names.length} named accounts` }, used: [] };
}

/**
 * The accounts of every finding and candidate that stands and has some; none where there is none. What has accounts that this reader
 * may not see is counted.
 */
async function everyFlagged(asked: Asked): Promise<Taken> {
  const { opened, fold } = asked;
  const names = new Set<string>();
  const used: Ref[] = [];
  const beside: string[] = [];
  let unseen = 0;
  for (const run of fold.all("Run"))
    for (const { id, status, rows } of run.body.findings) {
      // What has accounts counts their posts.
      if ((status !== "finding" && status !== "candidate") || rows.count === 0) continue;
      const ref: Ref = `${run.id}#${id}`;
      const result = await runResult(opened, fold, ref);
      const accounts = result?.part.sets.flatMap((set) => set.accounts) ?? [];
      if (result !== undefined && accounts.length === 0) continue;
      used.push(ref);
      if (result === undefined) unseen++;
      else if (run.body.output !== undefined) beside.push(run.body.output);
      for (const { name } of accounts) names.add(name);
    }
  return {
    input: {
      kind: "group",
      by: "names",
      names: [...names],
      title: "every flagged group",
      ...(unseen === 0 ? {} : { unseen }),
    },
    used,
    beside: [...new Set(beside)],
  };
}

/** All accounts of these findings, each once. */
async function groupOfFindings(asked: Asked, refs: readonly Ref[], opened: Case): Promise<Taken> {
  const found = await Promise.all(refs.map((ref) => accountsOf(asked, ref, opened)));
  return {
    input: {
      kind: "group",
      by: "names",
      names: [...new Set(found.flatMap(({ names }) => names))],
      title: `the accounts of ${listed(found.map(({ title }) => title))}`,
    },
    used: refs,
    beside: [...new Set(found.flatMap(({ output }) => output ?? []))],
  };
}

async function accountsOf(asked: Asked, ref: Ref, opened: Case) {
  const result = await runResult(opened, asked.fold, ref);
  if (result === undefined)
    throw another(asked, "group", "a finding whose full result is not to be seen at this level");
  const names = result.part.sets.flatMap(({ accounts }) => accounts.map(({ name }) => name));
  if (names.length === 0) throw another(asked, "group", "a finding about no group of accounts");
  const { key, output } = result.run.body;
  return { names, title: `${key ?? recordOf(ref)}#${partOf(ref)!}`, output };
}

/** Schemes of an identifier under which a Party is looked for in texts. */
const ALIAS = /^(?:alias|name|also known as|short name|handle)$/i;

function takeSubjects(asked: Asked): Taken {
  const { fold } = asked;
  const subjects = entriesOf(asked.named).map((entry) => {
    const party = fold.find("Party", recordOf(resolveName(fold, entry)));
    if (party === undefined) throw another({ ...asked, named: entry }, "subjects", "no party");
    const { kind, name, identifiers = [] } = party.body;
    if (kind === "account" || mayNameAccount("", name))
      throw another(
        { ...asked, named: entry },
        "subjects",
        "an account, and a finding holds no account name",
      );
    const aliases = identifiers.filter(({ scheme }) => ALIAS.test(scheme)).map(({ value }) => value);
    return { ref: party.id, name, aliases: [...new Set(aliases)] };
  });
  return { input: { kind: "subjects", subjects }, used: subjects.map(({ ref }) => ref) };
}

function takeCodes(asked: Asked): Taken {
  const { fold, named } = asked;
  const view = reasoningOver(fold, (name) => resolveName(fold, name)).coding(named);
  const units = view.coded.flatMap(({ unit, entries }) => {
    const file = fileOf(fold, unit.artifact);
    if (!("row" in unit) || file === undefined) return [];
    return [{ file, row: unit.row, by: entries.map(({ person, says }) => ({ coder: person, codes: says })) }];
  });
  const categories = view.codebook.categories.map(({ code }) => code);
  const codings = view.coded.flatMap(({ entries }) => entries.map(({ ref }) => ref));
  return {
    input: { kind: "codes", ref: view.codebook.ref, title: view.codebook.name, categories, units },
    used: [view.codebook.ref],
    files: units.map(({ file }) => file),
    beside: codings.map(recordOf),
  };
}

async function takeTable(asked: Asked): Promise<Taken> {
  const { opened, fold } = asked;
  const artifact = artifactNamed(asked);
  const file = fileOf(fold, artifact.id);
  if (file === undefined || !artifact.body.held)
    throw another(asked, "table", "a file whose bytes are not held");
  const { title } = artifact.body;
  const read = await opened.tables.of(file.sha256, title);
  return {
    input: { kind: "table", title, file, columns: read.columns, rows: read.rows },
    used: [],
    files: [file],
  };
}

function artifactNamed(asked: Asked): CaseRecord<"Artifact"> {
  const { fold, named } = asked;
  const titled = fold.all("Artifact").filter(({ body }) => body.title === named);
  const found = titled.length === 1 ? titled[0] : fold.find("Artifact", recordOf(resolveName(fold, named)));
  if (found === undefined) throw another(asked, "table", "no file");
  return found;
}
