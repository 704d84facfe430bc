/**
 * Answers of the API on a case of 10,000 records, as the screens ask for them: processor time of the server, without a socket, the first
 * time after a record came in and when nothing has changed since. `npm run bench -- bench/routes.ts`; prints, and asserts that
 * every request was answered and nothing about time. Searches of posts: `bench/search.ts`.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { it } from "vitest";
import { Random } from "../src/kernel/random.ts";
import type { Body } from "../src/model/records.ts";
import type { RecordType } from "../src/model/refs.ts";
import type { IssuedDraft } from "../src/store/log/case-log.ts";
import { testServer } from "../test/support/site.ts";
import type { TestServer } from "../test/support/site.ts";
import { count } from "../src/words.ts";

const REPEATS = 5;
const CELLS = ["CC", "C", "N", "I", "II", "NA"] as const;
const TERMS = ["likely", "unlikely", "very likely"] as const;

interface Filled {
  readonly question: string;
  readonly judgment: string;
  readonly claim: string;
  readonly party: string;
  readonly keeper: string;
  /** The gap that came in last. */
  last: string;
  readonly records: number;
}

/** Five questions, 400 judgments with wordings, basis and positions, 2,400 claims with grades and cells. */
async function fill(server: TestServer): Promise<Filled> {
  const { opened } = server.site.served("alpha");
  const { log } = opened;
  const keeper = await opened.keeper();
  const random = new Random(5);
  const pick = <T>(from: readonly T[]): T => from[random.below(from.length)]!;
  let drafts: IssuedDraft[] = [];
  const add = <T extends RecordType>(type: T, body: Body<T>): string => {
    const id = log.issueId(type);
    const draft = { id, type, by: "bench", for: keeper, marking: { tlp: "AMBER" }, body };
    drafts.push(draft as unknown as IssuedDraft);
    return id;
  };
  const write = async () => {
    await log.append(drafts);
    drafts = [];
  };
  const parties = Array.from({ length: 20 }, (_, i) =>
    add("Party", { kind: "organisation", name: `Desk ${i}` }),
  );
  const artifacts = Array.from({ length: 300 }, (_, i) =>
    add("Artifact", { title: `Document ${i}`, sha256: "not recorded", held: false }),
  );
  const questions = Array.from({ length: 5 }, (_, i) =>
    add("Question", {
      text: `Who did ${i}?`,
      exclusive: true,
      exhaustive: true,
      hypotheses: ["h1", "h2", "h3"].map((id) => ({ id, text: `They did it, ${id}.` })),
    }),
  );
  await write();
  const claims: string[] = [];
  for (let i = 0; i < 2400; i++)
    claims.push(
      add("Claim", {
        key: `C${i}`,
        speaker: pick(parties),
        polarity: i % 2 === 0 ? "denies" : "asserts",
        proposition: `What was said, number ${i}, in a sentence of some length.`,
        from: [{ artifact: pick(artifacts) }],
        derivedFrom: i > 10 && i % 3 === 0 ? [pick(claims)] : "original",
      }),
    );
  await write();
  for (const of of claims.slice(0, 1200)) {
    add("Appraisal", { aspect: "reliability", of, value: pick(["A", "B", "C", "F"]) });
    add("Appraisal", { aspect: "credibility", of, value: pick(["1", "2", "3", "6"]) });
  }
  for (const question of questions)
    for (let i = 0; i < 60; i++) {
      const of = pick(claims);
      for (const row of ["h1", "h2", "h3"])
        add("Appraisal", { aspect: "consistency", of, against: `${question}#${row}`, value: pick(CELLS) });
    }
  await write();
  const judgments = Array.from({ length: 400 }, (_, i) =>
    add("Judgment", { key: `J${i}`, states: { hypothesis: `${pick(questions)}#h1` } }),
  );
  await write();
  for (const [n, judgment] of judgments.entries()) {
    add("Wording", { judgment, language: "en", text: `It is likely that they did what item ${n} says.` });
    for (let i = 0; i < 4; i++)
      add("Basis", { judgment, entry: pick(claims), stands: pick(["for", "against", "context"]) });
    for (const term of [pick(TERMS), pick(TERMS), pick(TERMS)])
      add("Position", {
        judgment,
        organisation: keeper,
        stance: "own",
        holds: "joins",
        likelihood: { scale: "icd203/1", term },
        confidence: pick(["low", "moderate", "high"]),
      });
  }
  await write();
  while ((await log.size()) + drafts.length < 10_000)
    add("Premise", { kind: "gap", text: `Not known, number ${drafts.length}.` });
  const last = add("Premise", { kind: "gap", text: "The last." });
  await write();
  return {
    question: questions[0]!,
    judgment: judgments[0]!,
    claim: claims[2]!,
    party: parties[0]!,
    keeper,
    last,
    records: await log.size(),
  };
}

/** Records that come in: one that nothing else is about, and those that change what is said of others. */
const NEW: Readonly<Record<string, (filled: Filled) => object>> = {
  "after a new gap": () => ({ type: "Premise", body: { kind: "gap", text: "New." } }),
  "a position": ({ judgment, keeper }) => ({
    type: "Position",
    body: {
      judgment,
      organisation: keeper,
      stance: "own",
      holds: "joins",
      likelihood: { scale: "icd203/1", term: "likely" },
      confidence: "low",
    },
  }),
  "a claim": ({ party }) => ({
    type: "Claim",
    body: { speaker: party, polarity: "asserts", proposition: "New.", derivedFrom: "original" },
  }),
  "a grade": ({ claim }) => ({
    type: "Appraisal",
    body: { aspect: "credibility", of: claim, value: "2" },
  }),
  "a correction": ({ last }) => ({
    type: "Premise",
    supersedes: last,
    body: { kind: "gap", text: "Corrected." },
  }),
};

/** What the server answers who asks faster than a person can. */
const TOO_MANY = 429;
const pause = () => setTimeout(1000);

async function append(server: TestServer, record: object): Promise<{ id: string; type: string }> {
  for (;;) {
    const answer = (await server.json("ann", "/records", { records: [record] })) as
      | { readonly records: readonly { readonly id: string; readonly type: string }[] }
      | { readonly code: string; readonly records?: undefined };
    if (answer.records !== undefined) return answer.records[0]!;
    if (answer.code !== "TOO_MANY") throw new Error(answer.code);
    await pause();
  }
}

const sorted = (list: readonly number[]): number[] => list.toSorted((a, b) => a - b);

const at = (sorted: readonly number[], share: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0);

it("routes", async () => {
  const root = mkdtempSync(join(tmpdir(), "plumbline-routes-"));
  const reader = { ceiling: "RED", groups: [] } as const;
  const server = await testServer(
    root,
    { ann: { reader, roles: ["analyst", "releaser"] } },
    undefined,
    false,
  );
  const filled = await fill(server);
  const { question, judgment, claim, records } = filled;
  const paths: Readonly<Record<string, string>> = {
    "the case in a few lines": "",
    judgments: "/judgments",
    "one judgment's history": `/judgments/${judgment}/history`,
    "chain of judgments": "/judgments/J1/chain",
    ledger: "/ledger",
    questions: "/questions",
    matrix: `/questions/${question}/matrix`,
    "matrix as known on a day": `/questions/${question}/matrix?at=2031-01-01`,
    review: "/review",
    calibration: "/calibration",
    "page of 100 records": "/records?limit=100",
    "one record": `/records/${claim}`,
    "plumb line": `/trace/${claim}`,
    artifacts: "/artifacts",
    findings: "/findings",
    imports: "/imports",
    drafts: "/drafts",
    lint: "/lint",
    "preview of an edition": "/preview?ceiling=AMBER",
    checklist: "/checklist?ceiling=AMBER",
  };
  const lines = [
    `${count(records)} records`,
    "",
    `| answer, CPU ms | ${Object.keys(NEW).join(" | ")} | unchanged | longest | kB |`,
    `|---|${"---|".repeat(Object.keys(NEW).length)}---|---|---|`,
  ];
  for (const [name, path] of Object.entries(paths)) {
    const once = async (): Promise<readonly [number, number]> => {
      const start = process.cpuUsage();
      const response = await server.ask("ann", path);
      const size = (await response.arrayBuffer()).byteLength;
      const { user, system } = process.cpuUsage(start);
      if (response.status === TOO_MANY) return (await pause(), once());
      if (response.status >= 500) throw new Error(`${name}: ${response.status}`);
      return [(user + system) / 1000, size];
    };
    const same: number[] = [];
    let size = 0;
    const fresh: string[] = [];
    for (const make of Object.values(NEW)) {
      const taken: number[] = [];
      for (let i = 0; i < REPEATS; i++) {
        const record = { marking: { tlp: "AMBER" }, ...make(filled) };
        const written = await append(server, record);
        if (written.type === "Premise") filled.last = written.id;
        taken.push((await once())[0]);
        const [again, bytes] = await once();
        same.push(again);
        size = bytes;
      }
      fresh.push(at(sorted(taken), 0.5));
    }
    const s = sorted(same);
    lines.push(`| ${[name, ...fresh, at(s, 0.5), at(s, 1), (size / 1000).toFixed(0)].join(" | ")} |`);
  }
  await server.site.close();
  rmSync(root, { recursive: true, force: true });
  process.stdout.write(`${lines.join("\n")}\n\n`);
});
