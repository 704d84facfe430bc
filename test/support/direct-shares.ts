/** Co-share of a file in this very process, straight from the file and by way of its staged rows, for tests that compare the two. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { PlumblineError } from "../../src/errors.ts";
import { DirectCount } from "../../src/edges/coshare-direct.ts";
import { countedResult, countsWork, edgesOfStaged } from "../../src/edges/coshare-edges.ts";
import type { ComputedEdges } from "../../src/edges/coshare-edges.ts";
import { edgeFormat } from "../../src/edges/formats/index.ts";
import type { DateOrder, ImportReport, ReadFacts } from "../../src/ingest/report.ts";
import { REJECTS_FILE } from "../../src/ingest/messages.ts";
import { timeZone } from "../../src/ingest/time-zone.ts";
import { transform } from "../../src/ingest/transform.ts";
import { withEngine, withFolder } from "./staging.ts";

export interface CountAsked {
  readonly object: "url" | "exact-url";
  readonly window: number;
  readonly minimum: number;
  readonly report: boolean;
  readonly mapping?: string;
  readonly dateOrder?: DateOrder;
  readonly zone?: string;
}

export interface CountedHere {
  /** Whether the rows were not staged. */
  readonly direct: boolean;
  readonly edges: string;
  readonly counts: ComputedEdges["counts"];
  readonly lines: readonly string[];
  readonly facts: ReadFacts;
  readonly report: ImportReport | null;
  /** The list of rejects, where rows were staged. */
  readonly rejects: string;
}

/** What the command gives the reader of a file; staged rows of two thousand columns need it. */
const MEMORY_MB = 1728;

/**
 * The result, or the refusal in words.
 * @param allowed rows need not be staged
 * @param scan a regular text may be read by the scanner
 */
export function countHere(
  content: string | Uint8Array,
  asked: CountAsked,
  allowed: boolean,
  scan = false,
): Promise<CountedHere | string> {
  return withFolder(async (folder) => {
    const path = join(folder, "input");
    const staged = join(folder, "rows");
    writeFileSync(path, content);
    mkdirSync(staged);
    try {
      return await withEngine(
        folder,
        path,
        async (engine) => {
          const name = "input";
          const mode = { like: "plumbline", object: asked.object, tests: false } as const;
          const wanted = { ...asked, mode };
          const work = countsWork(name, asked.object, wanted);
          const count = new DirectCount({ ...work, where: name, folder, report: asked.report, scan });
          const said = await transform(
            engine,
            {
              path,
              where: name,
              folder,
              staged,
              mapping: asked.mapping,
              dateOrder: asked.dateOrder,
              zone: asked.zone === undefined ? undefined : timeZone(asked.zone),
              now: Date.UTC(2040, 0, 1),
              rows: undefined,
              settled: false,
              links: asked.object === "url" ? "joined" : "spelling",
              onProgress: () => undefined,
            },
            allowed
              ? {
                  wanted: { windowSeconds: asked.window, report: asked.report, scan },
                  ask: (question) => count.shares.take(question, staged),
                }
              : undefined,
          );
          if (said.kind === "counted") {
            const done = countedResult(await count.edges(), asked.object, asked);
            return {
              direct: true,
              ...(await written(done)),
              facts: said.facts,
              report: said.report,
              rejects: "",
            };
          }
          const { report } = said;
          const rows = { name, stagedPath: staged, report, folder, context: {} };
          const rejects = readFileSync(join(staged, REJECTS_FILE), "utf8");
          const done = await edgesOfStaged(rows, wanted);
          return { direct: false, ...(await written(done)), facts: report, report, rejects };
        },
        MEMORY_MB,
      );
    } catch (error) {
      if (error instanceof PlumblineError)
        return `${error.code} ${error.message} ${error.where ?? ""} ${error.hint}`;
      throw error;
    }
  });
}

async function written(done: ComputedEdges): Promise<Pick<CountedHere, "edges" | "counts" | "lines">> {
  let edges = "";
  for await (const part of edgeFormat("edges.csv").text!(done.edges)) edges += part;
  done.close?.();
  return { edges, counts: done.counts, lines: done.lines };
}

/** Compares the two ways; returns what the direct one came to. */
export async function compareWays(
  content: string | Uint8Array,
  asked: CountAsked,
  what: string,
): Promise<CountedHere | string> {
  const direct = await countHere(content, asked, true);
  const scanned = await countHere(content, asked, true, true);
  expect(scanned, `${what}: scanned`).toEqual(direct);
  const staged = await countHere(content, asked, false);
  if (typeof direct === "string" || typeof staged === "string") {
    expect(direct, what).toEqual(staged);
    return direct;
  }
  expect(staged.direct).toBe(false);
  for (const part of ["edges", "counts", "lines"] as const)
    expect(direct[part], `${what}: ${part}`).toEqual(staged[part]);
  if (!direct.direct) expect(direct.rejects, `${what}: rejects`).toBe(staged.rejects);
  const { report } = staged;
  if (direct.report !== null)
    expect(JSON.stringify(direct.report), `${what}: report`).toBe(JSON.stringify(report));
  const { bytes, rowsRead, kept, rejected, rejectsByCode, zone, resolution, links, duplicates } =
    direct.facts;
  const { joined } = links;
  const facts = {
    bytes,
    rowsRead,
    kept,
    rejected,
    rejectsByCode,
    zone,
    resolution,
    sameId: duplicates.sameId,
  };
  expect(facts, `${what}: facts`).toEqual({
    ...Object.fromEntries(Object.keys(facts).map((name) => [name, report![name as "bytes"]])),
    sameId: report!.duplicates.sameId,
  });
  // Without a report nobody is told which exact links have one spelling.
  if (asked.object === "url" || direct.report !== null)
    expect(joined, `${what}: joined`).toEqual(report!.links.joined);
  return direct;
}
