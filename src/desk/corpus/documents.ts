/** Files of a case: the list of what may be seen, bringing one in, and the text of one to read and mark. */
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { z } from "zod";
import { PlumblineError } from "../../errors.ts";
import { extractedText, extractText, MAX_TEXT_BYTES } from "../../ingest/index.ts";
import { DEFAULT_MARKING, markingSchema, mayRead } from "../../model/marking.ts";
import { BODY } from "../../model/records.ts";
import type { Body, CaseRecord } from "../../model/records.ts";
import { idSchema, recordOf, refSchema } from "../../model/refs.ts";
import { datedSchema, instantSchema } from "../../model/time.ts";
import { count, view } from "../../views/plain.ts";
import { readableImports } from "../../workbench/case.ts";
import { resolveName } from "../../workbench/names.ts";
import type { Seat } from "../seat.ts";

export const artifactSchema = z.strictObject({
  upload: z.string().regex(/^[0-9a-f]{32}$/, "the id of an upload"),
  marking: markingSchema.default(DEFAULT_MARKING),
  for: idSchema.optional(),
  heldAt: datedSchema.optional(),
  /** What the bytes do not say themselves; hash, size and, unless given, the title come from the upload. */
  body: z.record(z.string(), z.unknown()).default({}),
});

export const artifactViewSchema = view("ArtifactView", {
  ref: refSchema,
  at: instantSchema,
  marking: markingSchema,
  body: BODY.Artifact,
  /** Import whose posts come from it; null if there is none that may be read. */
  import: refSchema.nullable(),
});
export type ArtifactView = z.infer<typeof artifactViewSchema>;

export const textViewSchema = view("ArtifactText", {
  artifact: refSchema,
  ...extractedText,
  /** Number of all paragraphs. */
  total: count,
  /** `after` of the next request; null at the end. */
  next: count.nullable(),
});
export type TextView = z.infer<typeof textViewSchema>;

/** Standing Artifacts in order of arrival. */
export async function listArtifacts(seat: Seat): Promise<ArtifactView[]> {
  const fold = await seat.fold();
  const imports = await readableImports(seat.served.opened, seat.reader);
  const importOf = new Map(
    imports.flatMap(({ id, body }) => body.inputs.map(({ artifact }) => [artifact, id])),
  );
  return fold.all("Artifact").map(({ id, at, body }) => ({
    ref: id,
    at,
    marking: fold.marking(id)!,
    body,
    import: importOf.get(id) ?? null,
  }));
}

/**
 * Makes an uploaded file an Artifact of the case.
 * @throws PlumblineError FORBIDDEN, NOT_FOUND, CEILING, RECORD_INVALID, REFERENCE.
 */
export async function addArtifact(
  seat: Seat,
  asked: z.infer<typeof artifactSchema>,
): Promise<CaseRecord<"Artifact">> {
  seat.demand("record");
  const { served, principal, reader } = seat;
  const { marking, heldAt } = asked;
  if (!mayRead(marking, reader))
    throw new PlumblineError("CEILING", "You cannot write what you could not read.");
  const actor = await seat.actor(asked.for);
  const { artifacts, log } = served.opened;
  const record = await served.uploads.use(principal.person, asked.upload, async (path, { name }) => {
    const known = bodyOf(asked.body, { title: name, sha256: "0".repeat(64), held: true });
    await refuseHidden(seat, known);
    const { sha256, bytes } = await artifacts.addFile(path);
    const [written] = await log.append([
      {
        id: log.issueId("Artifact"),
        type: "Artifact",
        ...actor,
        marking,
        ...(heldAt === undefined ? {} : { heldAt }),
        body: { ...known, sha256, bytes },
      },
    ]);
    // An import of the same bytes that failed meanwhile may have taken them out before the log named them.
    if (!artifacts.has(sha256)) await artifacts.addFile(path);
    return written as CaseRecord<"Artifact">;
  });
  await served.uploads.remove(principal.person, asked.upload);
  served.ring();
  return record;
}

function bodyOf(given: Readonly<Record<string, unknown>>, own: Partial<Body<"Artifact">>): Body<"Artifact"> {
  for (const name of ["sha256", "held", "bytes"])
    if (Object.hasOwn(given, name))
      throw new PlumblineError("RECORD_INVALID", "It follows from the upload.", { where: `body.${name}` });
  const parsed = BODY.Artifact.safeParse({ ...own, ...given });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new PlumblineError("RECORD_INVALID", `${issue?.message ?? "invalid"}.`, {
    where: ["body", ...(issue?.path ?? [])].join("."),
  });
}

/** A reference to what is hidden fails as one to what never was; so does a key that is taken. */
async function refuseHidden(seat: Seat, { key, memberOf, derivedFrom }: Body<"Artifact">): Promise<void> {
  const fold = await seat.fold();
  const lineage = typeof derivedFrom === "object" ? derivedFrom : [];
  for (const ref of [...(memberOf === undefined ? [] : [memberOf]), ...lineage])
    if (!fold.resolves(ref)) throw new PlumblineError("REFERENCE", `${ref} is not in the case.`);
  if (
    key !== undefined &&
    fold.visible.some(({ record }) => record.body.key === key && fold.stands(record.id))
  )
    throw new PlumblineError("KEY_TAKEN", `The key ${key} names another record.`);
}

/**
 * Bytes of an artifact as a stream, for a download.
 * @throws PlumblineError NOT_FOUND, alike for hidden, absent and not held.
 */
export async function artifactStream(
  seat: Seat,
  sha256: string,
): Promise<{ readonly bytes: number; readonly stream: Readable }> {
  const fold = await seat.fold();
  const artifact = fold.all("Artifact").find(({ body }) => body.held && body.sha256 === sha256);
  if (artifact === undefined) throw new PlumblineError("NOT_FOUND", "There are no such bytes.");
  seat.note("artifact", artifact.id);
  return seat.served.opened.artifacts.stream(sha256);
}

/**
 * The text of an artifact in paragraphs. A marked passage is `{artifact, start, end}` in the whole text.
 * @param page how many paragraphs were read, and how many to give
 * @throws PlumblineError NOT_FOUND, NO_TEXT.
 */
export async function artifactText(
  seat: Seat,
  name: string,
  page: { readonly after: number; readonly limit: number },
): Promise<TextView> {
  const fold = await seat.fold();
  const artifact = fold.find("Artifact", recordOf(resolveName(fold, name)));
  if (artifact?.body.held !== true || artifact.body.sha256 === "not recorded")
    throw new PlumblineError("NOT_FOUND", "There are no such bytes.");
  const { title, mediaType, sha256 } = artifact.body;
  const { head, size } = await headOf(seat.served.opened.artifacts.path(sha256));
  const { paragraphs, ...rest } = extractText(head, size, { name: title, mediaType });
  seat.note("text", artifact.id);
  const shown = paragraphs.slice(page.after, page.after + page.limit);
  const next = page.after + shown.length;
  return {
    artifact: artifact.id,
    ...rest,
    paragraphs: shown,
    total: paragraphs.length,
    next: next < paragraphs.length && shown.length > 0 ? next : null,
  };
}

async function headOf(path: string): Promise<{ readonly head: Uint8Array; readonly size: number }> {
  const handle = await open(path, "r");
  try {
    const { size } = await handle.stat();
    const head = Buffer.alloc(Math.min(size, MAX_TEXT_BYTES));
    await handle.read(head, 0, head.length, 0);
    return { head, size };
  } finally {
    await handle.close();
  }
}
