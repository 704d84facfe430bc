/** The contract of detectors, run over every one in the list. */
import { describe, expect, it } from "vitest";
import { PlumblineError } from "../../errors.ts";
import { canonicalJson } from "../../model/canonical.ts";
import { findingSchema } from "../../model/finding.ts";
import type { DetectorSource, Parameters } from "../detector.ts";
import { detectorById, parseParameters } from "../index.ts";
import { readResult } from "../read-result.ts";
import { checkResult, partOfResult, postsOfPart, sealResult } from "../result.ts";
import {
  columnsOf,
  contractSource,
  exampleSource,
  sourceOf,
} from "../../../test/support/synthetic-source.ts";
import { exampleGiven } from "../../../test/support/example-given.ts";
import { materialOf } from "../../words.ts";
import { DETECTORS } from "./index.ts";

const codeOf = async (what: () => unknown): Promise<string | undefined> => {
  try {
    await what();
  } catch (error) {
    if (error instanceof PlumblineError) return error.code;
    throw error;
  }
  return undefined;
};

it("lists detectors with distinct ids, and finds each by its id", async () => {
  const ids = DETECTORS.map((d) => d.descriptor.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const detector of DETECTORS) expect(detectorById(detector.descriptor.id)).toBe(detector);
  expect(await codeOf(() => detectorById("no-such"))).toBe("NOT_FOUND");
});

describe.each(DETECTORS.map((detector) => [detector.descriptor.id, detector] as const))(
  "detector %s",
  (_id, detector) => {
    const { descriptor } = detector;
    const defaults = parseParameters(descriptor, {});
    const exampleParameters = parseParameters(descriptor, detector.example.parameters);
    // What a detector cannot do without, its example names.
    const named = Object.fromEntries(
      descriptor.parameters.flatMap(({ name, kind }) =>
        kind === "input" ? [[name, exampleParameters[name]!]] : [],
      ),
    );
    const run = (
      source: DetectorSource = contractSource(),
      parameters: Parameters = { ...defaults, ...named },
    ) =>
      detector.run(source, parameters, {
        seed: 1,
        given: exampleGiven(descriptor, detector.example, parameters),
      });

    it("describes itself in full", () => {
      expect(descriptor.id).toMatch(/^[a-z][a-z0-9-]{0,63}$/);
      expect(descriptor.version).toMatch(/^\d+\.\d+\.\d+$/);
      expect(descriptor.question).toMatch(/\?$/);
      for (const text of [descriptor.title, descriptor.inputs]) expect(text.length).toBeGreaterThan(3);
      for (const list of [
        descriptor.nulls,
        descriptor.explanations,
        descriptor.limits,
        descriptor.references,
      ]) {
        expect(list.length).toBeGreaterThan(0);
      }
      for (const { excludes, doesNotExclude } of descriptor.nulls)
        expect(excludes && doesNotExclude).toBeTruthy();
      for (const { title, check } of descriptor.explanations) expect(title && check).toBeTruthy();
      expect(descriptor.speaks?.to.length).toBeGreaterThan(0);
      for (const word of descriptor.speaks!.to) expect(word).toMatch(/^[a-z][a-z -]{3,}$/);
      for (const { doi } of descriptor.references)
        if (doi !== undefined) expect(doi).toMatch(/^10\.\d{4,}\/\S+$/);
    });

    it("has parameters whose defaults lie within their bounds, and refuses what does not", async () => {
      expect(new Set(descriptor.parameters.map((p) => p.name)).size).toBe(descriptor.parameters.length);
      expect(parseParameters(descriptor, defaults)).toEqual(defaults);
      expect(await codeOf(() => parseParameters(descriptor, { "no such": 1 }))).toBe("PARAMETER");
      for (const p of descriptor.parameters) {
        expect(p.name).toMatch(/^[a-z][a-z0-9-]*$/);
        const wrong: unknown[] = p.kind === "list" ? [null, {}, [1]] : [null, {}, []];
        if (p.kind !== "list" && p.kind !== "input" && p.default !== "") wrong.push("");
        if (p.kind === "input") expect(p.takes, p.name).toBeDefined();
        if (p.kind === "integer" || p.kind === "number") wrong.push(Number.NaN, Infinity, "ten", true);
        if (p.kind === "integer") wrong.push(Number(p.default) + 0.5);
        if (p.min !== undefined) wrong.push(p.min - 1, String(p.min - 1));
        if (p.max !== undefined) wrong.push(p.max + 1);
        if (p.kind === "choice") wrong.push("none of them");
        for (const value of wrong)
          expect(await codeOf(() => parseParameters(descriptor, { [p.name]: value }))).toBe("PARAMETER");
      }
    });

    it("gives Findings that fit their schema, and never an empty page", async () => {
      const { findings, counts } = await run();
      expect(findings.length).toBeGreaterThan(0);
      for (const finding of findings) expect(findingSchema.parse(finding)).toEqual(finding);
      expect(new Set(findings.map((f) => f.id)).size).toBe(findings.length);
      expect(["note", "not answerable"]).toContain(findings[0]!.status);
      for (const { status, sentence } of findings)
        if (status === "not answerable") expect(sentence).toMatch(/^Cannot be answered, because /);
      for (const value of Object.values(counts))
        expect(["string", "number", "boolean"]).toContain(typeof value);
      // What a run says of itself tells whether it read posts.
      const material = materialOf({ detector: descriptor.id, counts }, 0);
      expect(material).toBe(descriptor.posts ? "posts" : "tables");
    });

    it("names no account and quotes no post in a Finding; both are in the output", async () => {
      const { findings, counts, output } = await run();
      expect(JSON.stringify([findings, counts])).not.toMatch(/handle-|value-/);
      if (output.sets.length > 0) expect(canonicalJson(output)).toMatch(/handle-/);
      const own = await run(exampleSource(detector.example), exampleParameters);
      const said = JSON.stringify([own.findings, own.counts]);
      const words = detector.example.posts().flatMap(({ account, text }) => [account, text ?? ""]);
      expect([...new Set(words)].filter((word) => word !== "" && said.includes(word))).toEqual([]);
      expect(own.output.sets.length + own.output.places.length).toBeGreaterThan(0);
    });

    it("explains each Finding: ordinary explanations with checks, what would refute it, with whom it was compared", async () => {
      for (const finding of (await run()).findings) {
        expect(finding.explanations.length).toBeGreaterThan(0);
        expect(finding.refutedBy.length && finding.comparison.length).toBeGreaterThan(10);
        expect(finding.sentence).toMatch(/^[A-Z0-9].*\.$/s);
      }
    });

    it("gives the same bytes for the same input, leaves the input as it was, and does not depend on the order of rows", async () => {
      for (const source of [contractSource(), exampleSource(detector.example)]) {
        const columns = await source.shares("text");
        const before = [columns.account, columns.object, columns.time, columns.row].map((column) =>
          column.slice(),
        );
        const first = canonicalJson(await run(sourceOf(columns)));
        expect([columns.account, columns.object, columns.time, columns.row]).toEqual(before);
        expect(canonicalJson(await run(sourceOf(columns)))).toBe(first);
        const turned = {
          ...columns,
          account: columns.account.toReversed(),
          object: columns.object.toReversed(),
          time: columns.time.toReversed(),
          row: columns.row.toReversed(),
        };
        expect(canonicalJson(await run(sourceOf(turned)))).toBe(first);
      }
    });

    it("does not depend on the order and the size of the batches in which texts come", async () => {
      const source = contractSource();
      const { shares, batches } = await source.texts();
      const all: { code: number; text: string }[] = [];
      for await (const { codes, texts } of batches)
        texts.forEach((text, i) => all.push({ code: codes[i]!, text }));
      expect(all.map(({ code }) => code).sort((x, y) => x - y)).toEqual(
        Array.from({ length: shares.objects }, (_, code) => code),
      );
      all.sort((x, y) => x.code - y.code);
      const single: DetectorSource = {
        ...source,
        texts: async () => ({
          shares,
          batches: (async function* () {
            for (const { code, text } of all) yield { codes: Int32Array.of(code), texts: [text] };
          })(),
        }),
      };
      expect(canonicalJson(await run(single))).toBe(canonicalJson(await run(source)));
    });

    it("refuses an empty source, and stops when asked, reporting how far it is", async () => {
      // One that reads no posts does not miss them.
      expect(await codeOf(() => run(sourceOf(columnsOf([], 0, 0))))).toBe(
        descriptor.posts === true ? "NO_DATA" : undefined,
      );
      const stop = new AbortController();
      const stages: string[] = [];
      const stopped = detector.run(exampleSource(detector.example), exampleParameters, {
        seed: 1,
        given: exampleGiven(descriptor, detector.example, exampleParameters),
        signal: stop.signal,
        onProgress: ({ stage, done, total }) => {
          stages.push(stage);
          if (total !== undefined) expect(done).toBeLessThanOrEqual(total);
          if (stages.length === 2) stop.abort();
        },
      });
      expect(await codeOf(() => stopped)).toBe("STOPPED");
      expect(stages).toHaveLength(2);
    });

    it("finds something in its own example, and every Finding counts what its sets and places hold", async () => {
      const { findings, output } = await run(exampleSource(detector.example), exampleParameters);
      const found = findings.filter(({ status }) => status === "finding" || status === "candidate");
      expect(found.length).toBeGreaterThan(0);
      expect(() => checkResult(findings, output)).not.toThrow();
      expect([output.detector, output.version]).toEqual([descriptor.id, descriptor.version]);
      for (const { id, rows } of found) {
        const part = partOfResult(output, id);
        expect(postsOfPart(part).length + part.places.length, id).toBeGreaterThan(0);
        expect(postsOfPart(part), id).toHaveLength(rows.count);
      }
    });

    it("tells the same posts as its example on every call", () => {
      expect(detector.example.posts()).toEqual(detector.example.posts());
      for (const { time } of detector.example.posts()) expect(new Date(time).toISOString()).toBe(time);
    });

    it("leads down to posts of the account that is meant, each with its own text", async () => {
      const posts = detector.example.posts();
      const { findings, output } = await run(exampleSource(detector.example), exampleParameters);
      for (const { id } of findings)
        for (const { accounts, posts: own } of partOfResult(output, id).sets) {
          const names = new Map(accounts.map(({ pseudonym, name }) => [pseudonym, name]));
          for (const { row, account } of own) expect(names.get(account)).toBe(posts[row - 1]!.account);
        }
    });

    it("gives what a reader of stored results reads back as it was", async () => {
      const { findings, counts, output } = await run();
      const text = new TextDecoder().decode(sealResult(findings, output));
      expect(text).toBe(`${canonicalJson(output)}\n`);
      expect(canonicalJson(readResult(text, { findings: [...findings], counts: { ...counts } }))).toBe(
        canonicalJson(output),
      );
    });

    it("survives one post, and posts of one account", async () => {
      const one = { account: 0, object: 0, time: 0 };
      for (const list of [[one], [one, one, { ...one, time: 9 }]]) {
        const { findings, output } = await run(sourceOf(columnsOf(list, 1, 1, "second")));
        for (const finding of findings) expect(findingSchema.parse(finding)).toEqual(finding);
        expect(() => checkResult(findings, output)).not.toThrow();
      }
    });
  },
);
