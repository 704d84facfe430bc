/** Records that go in by either door for batches, a record file or the server, and a case that they go into. */
import { stringify } from "yaml";
import type { Marking } from "../../src/model/marking.ts";
import type { RecordType } from "../../src/model/refs.ts";
import type { IssuedDraft } from "../../src/store/log/case-log.ts";
import type { TestServer } from "./site.ts";

export const GREEN: Marking = { tlp: "GREEN" };

/** A record as neither door writes it. A reference to another of the batch is its `name`. */
export interface Item {
  readonly type: RecordType;
  /** The record's key. */
  readonly name?: string;
  readonly marking?: Marking;
  /** Id, or the name of one above. */
  readonly supersedes?: string;
  /** Who writes, where the door leaves that open. */
  readonly by?: string;
  readonly body: object;
}

export interface World {
  /** Ids of the records that stand in the case, by key. */
  readonly ids: Readonly<Record<string, string>>;
}

/** A record file with these items. */
export function asYaml(items: readonly Item[], { ids }: World): string {
  const records = items.map(({ type, name = null, marking, supersedes, by, body }) => ({
    [type === "Marking" ? "re-marking" : type.toLowerCase()]: name,
    ...(marking === undefined ? {} : { marking }),
    ...(supersedes === undefined ? {} : { supersedes }),
    ...(by === undefined ? {} : { by }),
    ...body,
  }));
  return stringify({ plumbline: 1, by: "ada", for: ids["DESK"], marking: "GREEN", records });
}

/** The same items as a request. */
export function asJson(items: readonly Item[], { ids }: World): readonly object[] {
  // The name of a batch says which of two records with one key is meant: the newer.
  const as = new Map<string, string>();
  return items.map(({ type, name, marking = GREEN, supersedes, body }, i) => {
    const named = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(named);
      if (typeof value === "object" && value !== null)
        return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, named(inner)]));
      if (typeof value !== "string") return value;
      const [head = "", part] = value.split("#");
      const own = as.get(head);
      const mine = name !== undefined && head === name;
      if (own === undefined && !mine) return value;
      return `@${own ?? "nothing"}${part === undefined ? "" : `#${part}`}`;
    };
    const written = named(body) as object;
    if (name !== undefined) as.set(name, `r${i}`);
    return {
      ...(name === undefined ? {} : { as: `r${i}` }),
      type,
      marking,
      for: ids["DESK"],
      ...(supersedes === undefined ? {} : { supersedes }),
      body: { ...written, ...(name === undefined ? {} : { key: name }) },
    };
  });
}

/**
 * A case with two organisations and a record of every kind that a rule asks for, each under its key. `OLD` was superseded, `GONE`
 * withdrawn, `CODED` is bea's code of row 1 of `FILE`, which is marked AMBER.
 */
export async function makeWorld(server: TestServer): Promise<World> {
  const { opened } = server.site.served("alpha");
  const ids: Record<string, string> = {};
  const add = async (
    key: string,
    type: RecordType,
    body: object,
    {
      organisation = ids["DESK"],
      marking = GREEN,
      supersedes,
      by = "ada",
      brings,
    }: {
      organisation?: string | undefined;
      marking?: Marking;
      supersedes?: string | undefined;
      by?: string;
      /** Hash of bytes that came in with it. */
      brings?: string;
    } = {},
  ) => {
    const id = opened.log.issueId(type);
    const extra = supersedes === undefined ? {} : { supersedes };
    const draft = { id, type, by, for: organisation ?? id, marking, ...extra, body: { key, ...body } };
    await opened.append([draft as IssuedDraft], brings === undefined ? {} : { brought: new Set([brings]) });
    ids[key] = id;
  };
  await add("DESK", "Party", { kind: "organisation", name: "Desk" });
  await add("OTHER", "Party", { kind: "organisation", name: "Other" });
  const gap = { kind: "gap", text: "Not known." };
  for (const key of ["K1", "K2", "OLD", "GONE"]) await add(key, "Premise", gap);
  await add("NEWER", "Premise", gap, { supersedes: ids["OLD"] });
  const retracts = { speaker: ids["DESK"], polarity: "retracts", proposition: "Gone." };
  await add("BACK", "Claim", { ...retracts, about: [ids["GONE"]] });
  await add("THEIRS", "Premise", gap, { organisation: ids["OTHER"] });
  await add("C", "Claim", { speaker: ids["OTHER"], polarity: "asserts", proposition: "So it is." });
  const hypotheses = [{ id: "h1", text: "These." }];
  await add("Q", "Question", { text: "Who?", hypotheses, exclusive: false, exhaustive: false });
  await add("J", "Judgment", { states: { hypothesis: `${ids["Q"]!}#h1` } });
  const amber = { marking: { tlp: "AMBER" } } as const;
  const sha256 = "d".repeat(64);
  await add("FILE", "Artifact", { title: "Posts", sha256, held: false }, amber);
  const note = await opened.artifacts.addBytes(Buffer.from("A short note.\n"));
  await add(
    "NOTE",
    "Artifact",
    { title: "note.txt", sha256: note.sha256, held: true },
    { brings: note.sha256 },
  );
  const categories = [{ code: "c", label: "C", definition: "Whatever is C." }];
  await add("CB", "Codebook", { name: "Tone", of: "post", several: false, categories });
  const unit = { artifact: ids["FILE"], row: 1 };
  await add("CODED", "Coding", { codebook: ids["CB"], unit, says: ["c"] }, { ...amber, by: "bea" });
  const counts = { rowsRead: 1, kept: 1 };
  const inputs = [{ artifact: ids["FILE"], sha256 }];
  const run = { detector: "import", version: "1", inputs, parameters: {}, seed: 0, counts, findings: [] };
  await add("IMPORT", "Run", run, amber);
  return { ids };
}
