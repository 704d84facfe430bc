/**
 * Where a watch of the same source ended: the cursor stands in the Run of its last import, so that the posts and how far the source was read come
 * into the log in one append. An import that was withdrawn counts, too: what was taken out does not come in again.
 */
import { createHash } from "node:crypto";
import { createInterface } from "node:readline";
import { z } from "zod";
import { keyOfLine, objectOfLine, Recent, RECENT_LINES } from "../../ingest/index.ts";
import type { Cursor } from "../../ingest/index.ts";
import type { Body, CaseRecord } from "../../model/records.ts";
import type { Case } from "../case.ts";
import { MAX_TITLE } from "../import.ts";

const cursorSchema = z.record(z.string(), z.union([z.string(), z.number()])).readonly();

/** What tells a source apart, without saying where on somebody's machine it lies. */
export const placeOf = (identity: string): string =>
  createHash("sha256").update(identity).digest("hex").slice(0, 32);

/** What the Run of an import says of the watch that made it. */
export function watchParameters(
  kind: string,
  name: string,
  identity: string,
  cursor?: Cursor,
): Body<"Run">["parameters"] {
  return {
    watched: kind,
    source: name,
    place: placeOf(identity),
    ...(cursor === undefined ? {} : { cursor: JSON.stringify(cursor) }),
  };
}

/** Imports that a watch of this source made, in order. */
export async function earlierImports(opened: Case, identity: string): Promise<CaseRecord<"Run">[]> {
  const place = placeOf(identity);
  return (await opened.log.entries()).flatMap(({ record }) =>
    record?.type === "Run" && record.body.parameters["place"] === place ? [record] : [],
  );
}

/** What stands now in the place of each of them: itself, or what replaced it. */
export async function standingImports(opened: Case, identity: string): Promise<string[]> {
  const fold = await opened.fullFold();
  const ids = (await earlierImports(opened, identity)).map(({ id }) => fold.latest(id));
  return ids.filter((id) => fold.stands(id));
}

/** The import of a file of a folder under this name that stands; the last, if there are several. */
export async function importNamed(opened: Case, identity: string, name: string): Promise<string | undefined> {
  const fold = await opened.fullFold();
  return (await standingImports(opened, identity)).findLast((id) => {
    const artifact = fold.find("Run", id)?.body.inputs[0]?.artifact;
    return artifact !== undefined && fold.find("Artifact", artifact)?.body.title === name.slice(0, MAX_TITLE);
  });
}

export function lastCursor(runs: readonly CaseRecord<"Run">[]): Cursor | undefined {
  for (const { body } of runs.toReversed()) {
    const { cursor } = body.parameters;
    if (typeof cursor === "string") return cursorSchema.parse(JSON.parse(cursor));
  }
  return undefined;
}

/** The last lines that came in, by which repeats are known. */
export async function recentLines(opened: Case, runs: readonly CaseRecord<"Run">[]): Promise<Recent> {
  const recent = new Recent();
  const wanted: string[] = [];
  let lines = 0;
  for (const { body } of runs.toReversed()) {
    if (lines >= RECENT_LINES) break;
    const sha256 = body.inputs[0]?.sha256;
    if (sha256 === undefined || !opened.artifacts.has(sha256)) continue;
    wanted.push(sha256);
    lines += Number(body.counts["rowsRead"] ?? 0);
  }
  for (const sha256 of wanted.toReversed()) {
    const { stream } = await opened.artifacts.stream(sha256);
    for await (const line of createInterface({ input: stream })) {
      const bytes = Buffer.from(line);
      recent.isNew(keyOfLine(bytes, objectOfLine(bytes)));
    }
  }
  return recent;
}
