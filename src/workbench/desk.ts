/** What the first server shows: the case, its editions on disk, its bytes as downloads, the plumb line. */
import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { CaseRecord } from "../model/records.ts";
import type { Case } from "./case.ts";
import { IMPORT_DETECTOR } from "./case.ts";
import { trace } from "./trace.ts";
import type { TraceStep } from "./trace.ts";

export interface DeskView {
  readonly title: string;
  readonly records: number;
  readonly root: string;
  readonly editions: readonly {
    readonly name: string;
    readonly title: string;
    readonly ceiling: string;
    readonly files: readonly string[];
  }[];
  readonly judgments: readonly { readonly ref: string; readonly text: string }[];
  readonly findings: readonly { readonly ref: string; readonly text: string }[];
  readonly artifacts: readonly { readonly sha256: string; readonly title: string; readonly held: boolean }[];
}

export interface Desk {
  view(): Promise<DeskView>;
  /** A file of a published edition, or undefined. Only names the manifest lists are served. */
  editionFile(edition: string, file: string): Promise<Uint8Array | undefined>;
  artifactBytes(sha256: string): Promise<Uint8Array | undefined>;
  /** @throws PlumblineError NOT_FOUND. */
  trace(ref: string): Promise<TraceStep>;
}

const manifestSchema = z.looseObject({
  edition: z.looseObject({ title: z.string(), ceiling: z.looseObject({ tlp: z.string() }) }),
  files: z.record(z.string(), z.unknown()),
});

/** @param editions folder whose sub-folders are published editions */
export function openDesk(opened: Case, editions: string): Desk {
  return {
    view: () => deskView(opened, editions),
    editionFile: async (edition, file) => {
      const found = (await listEditions(editions)).find(({ name }) => name === edition);
      return found?.files.includes(file) === true ? readFile(join(editions, edition, file)) : undefined;
    },
    artifactBytes: async (sha256) => {
      const known = (await opened.fullFold())
        .all("Artifact")
        .some(({ body }) => body.held && body.sha256 === sha256);
      return known ? opened.artifacts.read(sha256) : undefined;
    },
    trace: async (ref) => trace(opened, ref, await opened.owner()),
  };
}

async function listEditions(folder: string): Promise<DeskView["editions"]> {
  if (!existsSync(folder)) return [];
  const found: DeskView["editions"][number][] = [];
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name, "manifest.json");
    if (!existsSync(path)) continue;
    const manifest = manifestSchema.parse(JSON.parse(await readFile(path, "utf8")));
    const seals = ["manifest.json", "manifest.sig"].filter((file) => existsSync(join(folder, name, file)));
    found.push({
      name,
      title: manifest.edition.title,
      ceiling: manifest.edition.ceiling.tlp,
      files: [...Object.keys(manifest.files).sort(), ...seals],
    });
  }
  return found;
}

async function deskView(opened: Case, folder: string): Promise<DeskView> {
  const fold = await opened.fullFold();
  const editions = await listEditions(folder);
  const keeper = fold.get(await opened.keeper());
  const wordings = fold.all("Wording");
  return {
    title: editions[0]?.title ?? (keeper?.type === "Party" ? keeper.body.name : "Case"),
    records: await opened.log.size(),
    root: await opened.log.root(),
    editions,
    judgments: fold.all("Judgment").map(({ id }) => ({
      ref: id,
      text:
        wordings.findLast(({ body }) => body.judgment === id)?.body.text ?? "A judgment without a wording.",
    })),
    findings: fold.all("Run").flatMap(findingLines),
    artifacts: fold
      .all("Artifact")
      .flatMap(({ body: { sha256, title, held } }) =>
        sha256 === "not recorded" ? [] : [{ sha256, title, held }],
      ),
  };
}

function findingLines({ id, body }: CaseRecord<"Run">): { ref: string; text: string }[] {
  if (body.detector === IMPORT_DETECTOR) return [];
  return body.findings.map((finding) => ({ ref: `${id}#${finding.id}`, text: finding.title }));
}
