/**
 * A set of mails comes into a case: an Artifact for the set, one for each message, and the Run that says what came in. The file that
 * was handed over is not kept, only its messages, each by its hash: so that a message can be destroyed. Attachments stay inside
 * their messages, and nothing opens them.
 */
import { createHash } from "node:crypto";
import { basename } from "node:path";
import { MAIL_TYPE, MAILS_DETECTOR } from "../case/index.ts";
import { PlumblineError } from "../errors.ts";
import { mailFiles } from "../ingest/index.ts";
import type { MailFile, MailFiles } from "../ingest/index.ts";
import type { OnProgress } from "../model/effects.ts";
import { DEFAULT_MARKING } from "../model/marking.ts";
import type { Marking, Reader } from "../model/marking.ts";
import type { IssuedDraft } from "../model/records.ts";
import { keySchema } from "../model/refs.ts";
import { count, counted } from "../words.ts";
import type { Actor, Case } from "./case.ts";
import { dropUnnamed, MAX_TITLE } from "./import.ts";

export interface MailOptions {
  readonly actor: Actor;
  /** Short name of the set: that of its Run, and what its need-to-know group is called by. */
  readonly key: string;
  readonly title?: string;
  /** AMBER+STRICT and a group of its own, unless a person says otherwise. */
  readonly marking?: Marking;
  readonly reader?: Reader;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}

export interface ImportedMails {
  readonly run: string;
  readonly set: string;
  readonly marking: Marking;
  readonly mails: number;
  readonly repeated: number;
  readonly left: MailFiles["left"];
  readonly lines: readonly string[];
}

const VERSION = "1.0.0";
/** Of those that are no mails, so many are named. */
const NAMED = 5;

/**
 * On any refusal the case is as it was.
 * @throws PlumblineError as `mailFiles`; USAGE without a key; KEY_TAKEN and what else an admission refuses.
 */
export async function importMails(opened: Case, path: string, options: MailOptions): Promise<ImportedMails> {
  const { key, actor, onProgress, signal } = options;
  if (!keySchema.safeParse(key).success)
    throw new PlumblineError("USAGE", "A set of mails needs a short name, such as leak-1.", {
      hint: "Give one under which its runs and its group are known.",
    });
  const marking = options.marking ?? { ...DEFAULT_MARKING, groups: [groupOf(key)] };
  const found = await mailFiles(path, {
    tempDir: opened.makeStaging(),
    ...(onProgress === undefined ? {} : { onProgress }),
    ...(signal === undefined ? {} : { signal }),
  });
  const name = basename(path);
  const set = opened.log.issueId("Artifact");
  const { mails, repeated } = distinct(found.mails);
  const run = opened.log.issueId("Run");
  const drafts: IssuedDraft[] = [
    setDraft(set, name, found, { actor, marking, title: options.title }),
    ...mails.map(({ name: mail, sha256, bytes }): IssuedDraft => ({
      id: opened.log.issueId("Artifact"),
      type: "Artifact",
      ...actor,
      marking,
      body: {
        title: `${mail} in ${name}`.slice(0, MAX_TITLE),
        sha256,
        held: true,
        bytes: bytes.length,
        mediaType: MAIL_TYPE,
        memberOf: set,
        descriptor: "A mail of a set",
      },
    })),
    {
      id: run,
      type: "Run",
      ...actor,
      marking,
      body: {
        key,
        detector: MAILS_DETECTOR,
        version: VERSION,
        inputs: [{ artifact: set, sha256: found.sha256 }],
        parameters: { set, form: found.form },
        seed: 0,
        counts: { mails: mails.length, repeated, leftOut: found.left.length, bytes: found.bytes },
        findings: [],
      },
    },
  ];
  await keep(opened, mails, drafts, options);
  const lines = told(found, mails.length, repeated, marking);
  return { run, set, marking, mails: mails.length, repeated, left: found.left, lines };
}

/** A set's own group: who knows of one leak need not know of another. */
const groupOf = (key: string): string => `mails ${key}`;

interface HashedMail extends MailFile {
  readonly sha256: string;
}

/** Each message once: the same bytes twice are one message, which a purge then reaches. */
function distinct(mails: readonly MailFile[]): { mails: HashedMail[]; repeated: number } {
  const byHash = new Map<string, HashedMail>();
  for (const mail of mails) {
    const sha256 = createHash("sha256").update(mail.bytes).digest("hex");
    if (!byHash.has(sha256)) byHash.set(sha256, { ...mail, sha256 });
  }
  return { mails: [...byHash.values()], repeated: mails.length - byHash.size };
}

function setDraft(
  id: string,
  name: string,
  { sha256, bytes, form }: MailFiles,
  {
    actor,
    marking,
    title,
  }: { readonly actor: Actor; readonly marking: Marking; readonly title: string | undefined },
): IssuedDraft {
  return {
    id,
    type: "Artifact",
    ...actor,
    marking,
    body: {
      title: (title ?? name).slice(0, MAX_TITLE),
      // A folder has no bytes of its own; the Run has the hash of the list of its messages.
      sha256: form === "folder" ? "not recorded" : sha256,
      held: false,
      bytes,
      descriptor: "A set of mails",
    },
  };
}

/** Bytes first, records after; what was brought goes again where the records are refused. */
async function keep(
  opened: Case,
  mails: readonly HashedMail[],
  drafts: readonly IssuedDraft[],
  { actor, reader, onProgress, signal }: MailOptions,
): Promise<void> {
  const door = {
    reader,
    organisations: new Set([actor.for]),
    brought: new Set(mails.map(({ sha256 }) => sha256)),
  };
  await opened.check(drafts, door);
  const brought: string[] = [];
  try {
    for (const [done, { bytes, sha256 }] of mails.entries()) {
      if (signal?.aborted === true) throw new PlumblineError("STOPPED", "The import was stopped.");
      onProgress?.({ stage: "keeping mails", done, total: mails.length, unit: "mails" });
      if (!opened.artifacts.has(sha256)) brought.push(sha256);
      await opened.artifacts.addBytes(bytes);
    }
    await opened.append(drafts, door);
  } catch (error) {
    for (const sha256 of brought) await dropUnnamed(opened, sha256);
    throw error;
  }
}

function told(
  { left, form }: MailFiles,
  mails: number,
  repeated: number,
  { tlp, groups = [] }: Marking,
): string[] {
  const named = left.slice(0, NAMED).map(({ name, why }) => `${name}: ${why}`);
  return [
    `${counted(mails, "mail")} came in from a ${form}, marked ${[tlp, ...groups].join(", ")}.`,
    ...(repeated === 0
      ? []
      : [`${counted(repeated, "message")} with the same bytes as another: each is kept once.`]),
    ...(left.length === 0 ? [] : [`${count(left.length)} not taken for mails: ${named.join("; ")}.`]),
    "Readers see headers until they open a mail; attachments are not opened. No edition cites a mail before a release of it is recorded.",
  ];
}
