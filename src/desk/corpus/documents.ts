/** Files of a case: the list of what may be seen, bringing one in, and the text of one to read and mark. */
import type { Readable } from "node:stream";
import { z } from "zod";
import { PlumblineError } from "../../errors.ts";
import { documentArtifacts, isSetMail } from "../../case/index.ts";
import { extractedText } from "../../ingest/index.ts";
import { DEFAULT_MARKING, markingSchema } from "../../model/marking.ts";
import { BODY } from "../../model/records.ts";
import type { Body, CaseRecord } from "../../model/records.ts";
import { idSchema, recordOf, refSchema } from "../../model/refs.ts";
import { datedSchema, instantSchema } from "../../model/time.ts";
import { count, view } from "../../views/plain.ts";
import { readableImports } from "../../workbench/case.ts";
import { addDocument } from "../../workbench/documents.ts";
import { resolveName } from "../../workbench/names.ts";
import { OPENED_MAIL } from "../access/access.ts";
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
  /** Whether people read it: no run brought it in or made it, but for the mails of a set. */
  read: z.boolean(),
});
export type ArtifactView = z.infer<typeof artifactViewSchema>;

export const textViewSchema = view("ArtifactText", {
  artifact: refSchema,
  ...extractedText,
  /** Number of all paragraphs. */
  total: count,
  /** `after` of the next request; null at the end. */
  next: count.nullable(),
  /** A mail of a set that was not asked to be opened: its headers alone are given. */
  closed: z.boolean(),
});
export type TextView = z.infer<typeof textViewSchema>;

/** Standing Artifacts in order of arrival. */
export async function listArtifacts(seat: Seat): Promise<ArtifactView[]> {
  const fold = await seat.fold();
  const imports = await readableImports(seat.served.opened, seat.reader);
  const importOf = new Map(
    imports.flatMap(({ id, body }) => body.inputs.map(({ artifact }) => [artifact, id])),
  );
  const documents = new Set(documentArtifacts(fold).map(({ id }) => id));
  return fold.all("Artifact").map((artifact) => ({
    ref: artifact.id,
    at: artifact.at,
    marking: fold.marking(artifact.id)!,
    body: artifact.body,
    import: importOf.get(artifact.id) ?? null,
    read: documents.has(artifact.id) || isSetMail(artifact),
  }));
}

/**
 * Makes an uploaded file an Artifact of the case.
 * @throws PlumblineError FORBIDDEN, NOT_FOUND, and with every refusal RECORD_INVALID, or CEILING, REFERENCE, KEY_TAKEN.
 */
export async function addArtifact(
  seat: Seat,
  asked: z.infer<typeof artifactSchema>,
): Promise<CaseRecord<"Artifact">> {
  seat.demand("record");
  const { served, principal, reader } = seat;
  const { marking, heldAt } = asked;
  const actor = await seat.actor(asked.for);
  const { opened } = served;
  const organisations = await seat.ownOrganisations();
  const record = await served.uploads.use(principal.person, asked.upload, async (path, { name }) => {
    return addDocument(opened, path, {
      draft: (sha256, bytes) => ({
        id: opened.log.issueId("Artifact"),
        type: "Artifact",
        ...actor,
        marking,
        ...(heldAt === undefined ? {} : { heldAt }),
        body: bodyOf(asked.body, { title: name, sha256, held: true, bytes }),
      }),
      door: { reader, organisations, place: (refusal) => refusal.path.join(".") },
    });
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
  throw PlumblineError.together(
    parsed.error.issues.map(
      ({ message, path }) =>
        new PlumblineError("RECORD_INVALID", `${message}.`, { where: ["body", ...path].join(".") }),
    ),
  );
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
  seat.note(isSetMail(artifact) ? OPENED_MAIL : "artifact", artifact.id);
  return seat.served.opened.artifacts.stream(sha256);
}

/**
 * The text of an artifact in paragraphs. A marked passage is `{artifact, start, end}` in the whole text. Of a mail of a set the
 * headers alone, until somebody asks for its body; that is noted as such.
 * @param page how many paragraphs were read, and how many to give
 * @param gone of who asks: reading a document for nobody ends
 * @throws PlumblineError NOT_FOUND, NO_TEXT, ARCHIVE_LIMIT, IMPORT_LIMIT.
 */
export async function artifactText(
  seat: Seat,
  name: string,
  page: { readonly after: number; readonly limit: number; readonly body?: "open" | undefined },
  gone?: AbortSignal,
): Promise<TextView> {
  const fold = await seat.fold();
  const artifact = fold.find("Artifact", recordOf(resolveName(fold, name)));
  if (artifact?.body.held !== true || artifact.body.sha256 === "not recorded")
    throw new PlumblineError("NOT_FOUND", "There are no such bytes.");
  const read = await seat.served.opened.texts.read(artifact.body, gone);
  const isMail = isSetMail(artifact);
  const closed = isMail && page.body !== "open";
  const { paragraphs: all, ...rest } = read;
  const paragraphs = closed ? all.filter(({ place }) => place === "header") : all;
  seat.note(isMail && !closed ? OPENED_MAIL : "text", artifact.id);
  const shown = paragraphs.slice(page.after, page.after + page.limit);
  const next = page.after + shown.length;
  return {
    artifact: artifact.id,
    ...rest,
    paragraphs: shown,
    total: paragraphs.length,
    next: next < paragraphs.length && shown.length > 0 ? next : null,
    closed,
  };
}
