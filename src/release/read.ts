/** Reading a published edition back: verified first, so that what is compared is what was sealed. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PlumblineError } from "../errors.ts";
import type { CaseRecord } from "../model/records.ts";
import type { EditionView } from "../views/edition.ts";
import { readManifest } from "./manifest.ts";
import type { Manifest } from "./manifest.ts";
import { verifyEdition } from "./verify.ts";

/** What an edition prints, without the records it carries beside. */
export type PrintedView = Omit<EditionView, "records">;

/** An edition that is intact. */
export interface ReadEdition {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly view: PrintedView;
  readonly records: ReadonlyMap<string, CaseRecord>;
  /** Leaf of each record, lower-case hexadecimal. */
  readonly leaves: ReadonlyMap<string, string>;
}

/**
 * Reads the edition in `folder`.
 * @throws PlumblineError NOT_FOUND if there is none; NOT_INTACT with the first file or record that fails.
 */
export function readEdition(folder: string): ReadEdition {
  const verdict = verifyEdition(folder);
  if (verdict.verdict === "not-intact")
    throw new PlumblineError("NOT_INTACT", verdict.text, { where: folder });
  const text = (name: string) => readFileSync(join(folder, name), "utf8");
  const manifest = readManifest(readFileSync(join(folder, "manifest.json")));
  if (!manifest.ok) throw new PlumblineError("NOT_INTACT", manifest.why, { where: folder });
  const { view } = JSON.parse(text("edition.json")) as { view: PrintedView };
  const lines = text("records.jsonl")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as { record: CaseRecord; leaf: string });
  return {
    folder,
    manifest: manifest.value,
    view,
    records: new Map(lines.map(({ record }) => [record.id, record])),
    leaves: new Map(lines.map(({ record, leaf }) => [record.id, leaf])),
  };
}

/** The id under which a record first entered the log: supersessions followed back as far as the edition carries them. */
export function firstOf(edition: ReadEdition, id: string): string {
  let first = id;
  for (
    let record = edition.records.get(first);
    record?.supersedes !== undefined;
    record = edition.records.get(first)
  )
    first = record.supersedes;
  return first;
}
