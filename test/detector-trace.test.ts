/**
 * Every detector on its own example, from the file to the page: imported, run, and each of its findings followed down to
 * rows whose account, time and text are those of the file. And results of earlier versions, followed the same way.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { FindingPostsView, JobView, NetworkView } from "../src/desk/index.ts";
import { DETECTORS, partOfResult, postsOfPart, readResult, sealResult } from "../src/signals/index.ts";
import type { Descriptor, DetectorOutput, ExamplePost } from "../src/signals/index.ts";
import { nearCopy } from "../src/signals/detectors/near-copy/index.ts";
import type { Finding } from "../src/model/finding.ts";
import type { CaseRecord } from "../src/model/records.ts";
import { repeatableEffects } from "../src/store/effects.ts";
import { Case, importFile, trace } from "../src/workbench/index.ts";
import type { TraceStep } from "../src/workbench/index.ts";
import type { FindingView } from "../src/views/edition.ts";
import { bytesOf } from "./support/case-builder.ts";
import { writeExample } from "./support/example-posts.ts";
import { bringDocument } from "../src/workbench/documents.ts";
import { DEFAULT_MARKING } from "../src/model/marking.ts";
import { importMails } from "../src/workbench/import-mails.ts";
import { importTable } from "../src/workbench/import-table.ts";
import { testServer } from "./support/site.ts";
import type { TestServer } from "./support/site.ts";
import { tempFolder } from "./support/temp.ts";

const OWNER = { owner: { reader: { ceiling: "RED", groups: [] }, roles: ["analyst"] } } as const;

/** A row of the file in the words of a trace step. */
const words = ({ account, time, text = "" }: ExamplePost): string => `${time}, ${account}: ${text}`;
const rowsOf = (step: TraceStep): TraceStep[] =>
  step.next.flatMap(rowsOf).concat(step.kind === "Row" ? step : []);

describe.each(DETECTORS.map((detector) => [detector.descriptor.id, detector] as const))(
  "detector %s on its example",
  (id, { descriptor, example }) => {
    let server: TestServer;
    let opened: Case;
    let posts: readonly ExamplePost[];
    let views: readonly FindingView[];
    let output: DetectorOutput;
    const cleanups: (() => unknown)[] = [];

    beforeAll(async () => {
      const folder = tempFolder((clean) => cleanups.push(clean));
      const file = writeExample(folder, example);
      posts = file.posts;
      server = await testServer(folder, OWNER);
      cleanups.unshift(() => server.site.close());
      opened = server.site.served("alpha").opened;
      const actor = { by: "a", for: await opened.keeper() };
      for (const { key, as, csv, parameters: columns = {} } of example.tables ?? []) {
        // A table is named by the name of its file.
        const path = join(folder, as === "table" ? key : `${key}.csv`);
        writeFileSync(path, csv);
        if (as === "table") await bringDocument(opened, path, actor);
        else if (as === "mails") await importMails(opened, path, { key, actor, marking: DEFAULT_MARKING });
        else await importTable(opened, path, { as, key, columns, actor });
      }
      if (descriptor.posts) {
        const upload = await server.upload("owner", "posts.csv", readFileSync(file.path));
        await server.finished(
          "owner",
          await server.json<JobView>("owner", "/imports", { upload: upload.id }),
        );
      }
      const asked = { detector: id, parameters: example.parameters, key: "example" };
      const job = await server.finished("owner", await server.json<JobView>("owner", "/runs", asked));
      expect(job.refusal).toBeNull();
      const all = await server.json<{ findings: { ref: string }[] }>("owner", "/findings");
      const fold = await opened.fullFold();
      const run = fold.all("Run").find(({ body }) => body.key === "example")!;
      // What was declared beside has a finding of its own.
      const own = all.findings.filter(({ ref }) => ref.startsWith(run.id));
      views = await Promise.all(
        own.map(({ ref }) => server.json<FindingView>("owner", `/findings/${encodeURIComponent(ref)}`)),
      );
      const artifact = fold.find("Artifact", run.body.output!)!;
      const bytes = await opened.artifacts.read(artifact.body.sha256);
      output = readResult(bytes.toString("utf8"), run.body);
      expect(Buffer.from(sealResult(run.body.findings, output)).equals(bytes)).toBe(true);
      return async () => {
        for (const clean of cleanups) await clean();
      };
    });

    it("finds something", () => {
      const statuses = views.map(({ finding }) => finding.status);
      expect(statuses.some((status) => status === "finding" || status === "candidate")).toBe(true);
    });

    it("is offered by the form, with its parameters", async () => {
      const { detectors } = await server.json<{ detectors: Descriptor[] }>("owner", "/detectors");
      expect(detectors.find((one) => one.id === id)).toEqual(descriptor);
    });

    it("is traced from every finding to rows that are in the file as they are shown", async () => {
      const reader = await opened.owner();
      for (const { finding } of views) {
        const line = await trace(opened, `example#${finding.id}`, reader);
        const step = line.next.find(({ kind }) => kind === "Posts");
        const rows = step === undefined ? [] : rowsOf(step);
        expect(rows, finding.id).toHaveLength(Math.min(5, finding.rows.count));
        if (step !== undefined) expect(step.text).toContain(`of ${finding.rows.count} posts`);
        for (const { relation, text } of rows)
          expect(text).toBe(words(posts[Number(relation.slice("row ".length)) - 1]!));
      }
    });

    it("names in every set the account, the time and the text that the row of the file has", async () => {
      const corpus = await opened.corpus();
      const imports = (await corpus.imports()).map((one) => one.id);
      for (const { finding } of views) {
        const part = partOfResult(output, finding.id);
        const places = postsOfPart(part).map(({ artifact, row }) => ({
          artifactId: output.artifacts[artifact]!.id,
          row,
        }));
        const held = await corpus.posts.at(imports, places);
        expect(held, finding.id).toHaveLength(finding.rows.count);
        for (const { row, account, time, text } of held)
          expect(words({ account, time: new Date(time).toISOString(), text: text ?? "" })).toBe(
            words(posts[row - 1]!),
          );
        for (const set of part.sets) {
          const names = new Map(set.accounts.map(({ pseudonym, name }) => [pseudonym, name]));
          for (const { row, account } of set.posts)
            expect(names.get(account), `${set.id} row ${row}`).toBe(posts[row - 1]!.account);
        }
      }
    });

    it("shows its posts, its network and its columns in the page", async () => {
      for (const { ref, finding } of views) {
        const at = `/findings/${encodeURIComponent(ref)}`;
        const behind = await server.json<FindingPostsView>("owner", `${at}/posts?limit=500`);
        expect([behind.all, behind.total], finding.id).toEqual([finding.rows.count, finding.rows.count]);
        for (const post of behind.posts)
          expect(words({ account: post.account, time: post.time, text: post.text ?? "" })).toBe(
            words(posts[post.row - 1]!),
          );
        const network = await server.json<NetworkView>("owner", `${at}/network`);
        const { sets } = partOfResult(output, finding.id);
        expect(network.groups.map((group) => [group.id, group.accounts, group.posts])).toEqual(
          sets.map((set) => [set.id, set.accounts.length, set.posts.length]),
        );
        const pseudonyms = new Set(sets.flatMap((set) => set.accounts.map(({ pseudonym }) => pseudonym)));
        expect(new Set(network.nodes.map((node) => node.id))).toEqual(pseudonyms);
        for (const edge of network.edges) expect(pseudonyms.has(edge.a) && pseudonyms.has(edge.b)).toBe(true);
        expect((await server.ask("owner", `${at}/columns`)).status).toBe(200);
      }
    });
  },
);

const FINDING: Finding = {
  id: "f1",
  status: "finding",
  title: "Something else",
  sentence: "A page, a message and a cell say the same.",
  statistics: [],
  significance: [],
  explanations: [{ title: "Chance.", check: "Look again." }],
  refutedBy: "A fourth place that says otherwise.",
  comparison: "Nothing was compared.",
  rows: { count: 0, sha256: createHash("sha256").update("").digest("hex") },
  figures: [],
};

const GOLDEN = new URL("golden/earlier-results/", import.meta.url);
interface Earlier {
  readonly artifact: CaseRecord<"Artifact">;
  readonly run: CaseRecord<"Run">;
  /** The step under each finding as the program of then printed it. */
  readonly posts: Readonly<Record<string, TraceStep>>;
}

describe("a case with results of before version 2", () => {
  it("is traced as it was when they were made", async () => {
    const folder = tempFolder();
    const earlierOf = (detector: string): Earlier =>
      JSON.parse(readFileSync(new URL(`${detector}.json`, GOLDEN), "utf8")) as Earlier;
    const { run: then } = earlierOf("co-share");
    const [file] = then.body.inputs;
    const effects = repeatableEffects("2031-10-20T00:00:00.000Z", bytesOf("earlier results"));
    const opened = await Case.open(join(folder, "case"), {
      effects,
      create: { by: "a", organisation: "First Desk" },
    });
    onTestFinished(() => opened.close());
    const keeper = await opened.keeper();
    const path = join(folder, "posts.csv");
    writeFileSync(path, readFileSync(new URL("posts.csv", GOLDEN)));
    const actor = { by: "a", for: keeper };
    const { artifact, sha256 } = await importFile(opened, path, { actor });
    expect(sha256).toBe(file!.sha256);
    // The same file under the id that it had then.
    const { body, marking } = (await opened.fullFold()).find("Artifact", artifact)!;
    await opened.log.append([{ id: file!.artifact, type: "Artifact", ...actor, marking, body }]);
    const reader = await opened.owner();
    for (const detector of ["co-share", "near-copy"]) {
      const earlier = earlierOf(detector);
      const bytes = readFileSync(new URL(`${detector}.result.json`, GOLDEN));
      const stored = await opened.artifacts.addBytes(bytes);
      expect(stored.sha256).toBe(earlier.artifact.body.sha256);
      for (const { id, type, marking: level, body: recorded } of [earlier.artifact, earlier.run])
        await opened.log.append([{ id, type, ...actor, marking: level, body: recorded } as never]);
      for (const [id, printed] of Object.entries(earlier.posts)) {
        const line = await trace(opened, `${detector}#${id}`, reader);
        expect(line.next.find(({ kind }) => kind === "Posts")).toEqual(printed);
      }
    }
  });
});

describe("a result of another kind", () => {
  /** A case with the posts of near-copy's example, and a run over them that left `text` as its full result. */
  async function withResult(make: (file: DetectorOutput["artifacts"][number]) => string) {
    const folder = tempFolder();
    const opened = await Case.open(join(folder, "case"), { create: { by: "a", organisation: "First Desk" } });
    onTestFinished(() => opened.close());
    const actor = { by: "a", for: await opened.keeper() };
    const { path } = writeExample(folder, nearCopy.example);
    const { artifact, sha256 } = await importFile(opened, path, { actor });
    const stored = await opened.artifacts.addBytes(Buffer.from(make({ id: artifact, sha256 })));
    const output = opened.log.issueId("Artifact");
    const marking = { tlp: "AMBER" } as const;
    const body = { title: "Full result", sha256: stored.sha256, held: true, bytes: stored.bytes };
    const run = {
      key: "other",
      detector: "other",
      version: "1.0.0",
      inputs: [{ artifact, sha256 }],
      parameters: {},
      seed: 1,
      output,
      counts: {},
      findings: [FINDING],
    };
    await opened.log.append([
      { id: output, type: "Artifact", ...actor, marking, body: { ...body, derivedFrom: [artifact] } },
      { id: opened.log.issueId("Run"), type: "Run", ...actor, marking, body: run },
    ]);
    return (await trace(opened, "other#f1", await opened.owner())).next;
  }

  it("is traced to pages, messages, cells and tables", async () => {
    const places: DetectorOutput["places"] = [
      { id: "p1", kind: "page", artifact: 0, page: 3, span: { start: 4, end: 9 } },
      { id: "p2", kind: "member", artifact: 0, member: "<one@mail.example>" },
      { id: "p3", kind: "cell", artifact: 0, row: 4, column: "account" },
      { id: "p4", kind: "cell", artifact: 0, row: 4, column: "text" },
    ];
    const columns = [{ name: "day" }, { name: "posts", unit: "posts" }];
    const next = await withResult((file) =>
      new TextDecoder().decode(
        sealResult([FINDING], {
          result: 2,
          detector: "other",
          version: "1.0.0",
          artifacts: [file],
          sets: [],
          places,
          tables: [
            { id: "t1", title: "Posts a day", columns, rows: [{ cells: ["2031-09-28", 8], place: "p4" }] },
          ],
          findings: { f1: { places: ["p1", "p2", "p3"], tables: ["t1"] } },
        }),
      ),
    );
    const [listed, table] = next;
    const { text, next: shown } = listed!;
    const posts = nearCopy.example.posts();
    expect(text).toBe("4 of 4 places; all of them are listed in the full result.");
    expect(shown.map((step) => [step.kind, step.relation, step.text])).toEqual([
      ["Page", "page 3", "characters 4 to 9"],
      ["Message", "<one@mail.example>", "a message of this file"],
      ["Cell", "row 4", `account: ${posts[3]!.account}`],
      ["Cell", "row 4", `text: ${posts[3]!["text"]}`],
    ]);
    expect(table?.text).toBe("Posts a day: day, posts (posts); 1 row in the full result.");
  });

  it("is said to be unreadable where it is none, or names a file that it does not list", async () => {
    const bad = '{"result":2,"artifacts":[],"sets":[],"places":[],"tables":[],"findings":{}}';
    const [step] = await withResult(() => bad);
    expect(step?.text).toMatch(/^Not readable: The result does not fit its schema/);
  });
});
