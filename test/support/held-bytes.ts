/**
 * What the pairs of logs hold as bytes: files of posts, staged once as the importer stages them, documents, and the full
 * result of a run. What is above the line shares accounts, texts and whole files with what is below it.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "../../src/ingest/transform.ts";
import type { ImportReport } from "../../src/ingest/report.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { Body } from "../../src/model/records.ts";
import { withEngine } from "./staging.ts";

export interface StagedFile {
  readonly bytes: Buffer;
  readonly rejects: Buffer;
  readonly report: ImportReport;
  /** Folder of the staged rows. */
  readonly staged: string;
}

const HEAD = "account,time,text,url";

/** The first two are brought in below the line; above it any of them, the same bytes included. */
const FILES: readonly (readonly string[])[] = [
  [
    "anna,2030-05-01T10:00:00Z,open words #harbour,https://one.example/a",
    "bert,2030-05-01T10:00:20Z,open words #harbour,https://one.example/a",
    "cleo,no time,rejected open,",
  ],
  [
    "anna,2030-05-02T10:00:00Z,other open words,https://two.example/b",
    "dora,2030-05-02T10:01:00Z,open words #harbour,",
    ",2030-05-02T10:02:00Z,rejected open,",
  ],
  [
    "bert,2030-05-01T10:00:10Z,withheld words #harbour,https://one.example/a",
    "mole,2030-05-03T10:00:00Z,open words #harbour,https://hidden.example/c",
    "mole,never,rejected withheld,",
  ],
  [
    "anna,2029-01-01T00:00:00Z,withheld words #cellar,https://hidden.example/c",
    "mole,2031-01-01T00:00:00Z,withheld words #cellar,https://two.example/b",
    "mole,2031-01-01T00:00:00Z,withheld words #cellar,https://two.example/b",
    ",2031-01-01T00:00:00Z,rejected withheld,",
  ],
];
const OPEN_FILES = 2;

/** @param folder where the staged rows stay while the test runs */
export async function stageFiles(folder: string): Promise<readonly StagedFile[]> {
  const files: StagedFile[] = [];
  for (const [i, rows] of FILES.entries()) {
    const work = join(folder, `work-${i}`);
    const path = join(work, "posts.csv");
    const staged = join(work, "staged");
    mkdirSync(staged, { recursive: true });
    writeFileSync(path, `${[HEAD, ...rows].join("\n")}\n`);
    const { report } = await withEngine(work, path, (engine) =>
      transform(engine, {
        path,
        where: "posts.csv",
        folder: work,
        staged,
        mapping: undefined,
        dateOrder: undefined,
        zone: undefined,
        now: Date.UTC(2040, 0, 1),
        rows: undefined,
        settled: false,
        links: "spelling",
        onProgress: () => undefined,
      }),
    );
    const rejects = readFileSync(join(staged, "rejects.ndjson"));
    files.push({ bytes: readFileSync(path), rejects, report, staged });
  }
  return files;
}

/** A file that may be brought in on this side of the line. */
export function fileFor<T>(files: readonly T[], low: boolean, pick: number): T {
  return files[pick % (low ? OPEN_FILES : files.length)]!;
}

/** A document; four of the eight are found on both sides of the line. */
export function documentFor(low: boolean, pick: number): Buffer {
  return Buffer.from(`Document ${pick % (low ? 4 : 8)}. It was written and kept.\n`);
}

/** A mail; two of the four are found on both sides of the line. */
export function mailFor(low: boolean, pick: number): Buffer {
  const n = pick % (low ? 2 : 4);
  return Buffer.from(
    `From: a${n}@town.example\r\nSubject: Mail ${n}\r\nMessage-ID: <${n}@town.example>\r\n\r\nThe body of mail ${n}.\r\n`,
  );
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

export function artifactOf(title: string, bytes: Uint8Array, mediaType: string): Body<"Artifact"> {
  return {
    title,
    sha256: sha256(bytes),
    held: true,
    bytes: bytes.length,
    mediaType,
    descriptor: `Described: ${title}`,
    derivedFrom: "original",
  };
}

/** The full result of a run over the first two rows of a file: names, a pair and its posts. */
export function resultOf(artifact: { readonly id: string; readonly sha256: string }, name: string): Buffer {
  const both = { activity: -3, times: -2 };
  const edge = { a: "A-01", b: "A-02", objects: 1, matches: 1, medianSeconds: 20, aFirst: 1, bFirst: 0 };
  const accounts = [
    { pseudonym: "A-01", name, shares: 1 },
    { pseudonym: "A-02", name: "bert", shares: 1 },
  ];
  const posts = accounts.map(({ pseudonym }, i) => ({ artifact: 0, row: i + 1, account: pseudonym }));
  const group = { id: "A", status: "finding", accounts, objects: 1, posts };
  const groups = [{ ...group, edges: [{ ...edge, correctedLog10p: both }] }];
  return Buffer.from(JSON.stringify({ object: "text", artifacts: [artifact], groups }));
}

export function findingOf(title: string): Finding {
  return {
    id: "f1",
    status: "finding",
    title,
    sentence: `${title}: two accounts posted one text within a minute.`,
    statistics: [{ name: "accounts", value: 2 }],
    significance: [],
    explanations: [{ title: "Chance", check: "Look at more posts." }],
    refutedBy: "An earlier public copy of the text.",
    comparison: "With nobody.",
    rows: { count: 2, sha256: sha256(Buffer.from(title)) },
    figures: [],
  };
}
