/**
 * The thirteen sentences of `examples/us-2016`, as `start us-2016` makes the case: that each says who says it, who answers,
 * what is measured, what is not public and where a passage can be checked, and that the records under it give that.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CaseFold, editionView, lintCase } from "../src/case/index.ts";
import type { Span } from "../src/model/refs.ts";
import type { BlockView, ClaimView, EditionView } from "../src/views/edition.ts";
import { lintDraft, parseReader, verifyEdition, withCase } from "../src/workbench/index.ts";
import { prepareExample } from "../src/workbench/prepare-example.ts";
import type { PreparedExample } from "../src/workbench/prepare-example.ts";
import { runCommand } from "./support/command.ts";
import { runShell } from "./support/shell.ts";
import { describeWithData } from "./support/shared-data.ts";
import { describeWithPrograms, outputOf } from "./support/programs.ts";
import { tempFolder } from "./support/temp.ts";

const FOLDER = fileURLToPath(new URL("../examples/us-2016/", import.meta.url));
const DOCUMENTS = join(FOLDER, "documents");
const BY_HAND = fileURLToPath(new URL("../docs/verify-by-hand.md", import.meta.url));
const PAGES = readdirSync(DOCUMENTS)
  .filter((name) => name.endsWith(".txt"))
  .map((name) => name.slice(0, -".txt".length));
const sha256 = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");

const cleanups: (() => void)[] = [];
let root: string;
let made: PreparedExample;
let entries: ConstructorParameters<typeof CaseFold>[0];
let view: EditionView;
let keys: ReadonlyMap<string, string>;
const file = (name: string) => join(made.editions, "public", name);

beforeAll(async () => {
  root = tempFolder((clean) => cleanups.push(clean));
  made = await prepareExample(root, { say: () => undefined });
  entries = await withCase(made.folder, { access: "read" }, ({ log }) => log.entries());
  view = editionView(entries, parseReader("CLEAR", "")).view;
  keys = new Map(
    view.records.flatMap(({ record }) =>
      record.body.key === undefined ? [] : [[record.body.key, record.id]],
    ),
  );
});
afterAll(() => {
  for (const clean of cleanups) clean();
});

const ref = (key: string): string => {
  const found = keys.get(key);
  if (found === undefined) throw new Error(`no record has the key ${key}`);
  return found;
};
const claim = (key: string): ClaimView => view.claims.find((one) => one.ref === ref(key))!;
const bodyOf = (key: string) => view.records.find(({ record }) => record.id === ref(key))!.record.body;
const about = (key: string): readonly string[] => {
  const body = bodyOf(key);
  return ("about" in body ? body.about : undefined) ?? [];
};
const answers = (key: string): readonly string[] => {
  const body = bodyOf(key);
  return ("answers" in body ? body.answers : undefined) ?? [];
};

/** Places that a record names. */
const spansOf = (id: string): readonly Span[] => {
  const { record } = view.records.find((one) => one.record.id === id)!;
  return ("from" in record.body ? record.body.from : undefined) ?? [];
};

type Text = Extract<BlockView, { block: "text" }>;
/** The texts under each numbered heading, in order. */
function sentences(): Map<string, Text[]> {
  const found = new Map<string, Text[]>();
  let inside: Text[] | undefined;
  for (const block of view.blocks) {
    if (block.block === "heading") {
      inside = /^\d+\. /.test(block.text) ? [] : undefined;
      if (inside !== undefined) found.set(block.text, inside);
    } else if (block.block === "text") inside?.push(block);
    else inside = undefined;
  }
  return found;
}

/** Sentences that a public table bears on. */
const MEASURED: ReadonlySet<number> = new Set([4, 5, 12]);

describe("the thirteen sentences", () => {
  it("stand in order, each with its five parts", () => {
    const found = [...sentences()];
    expect(found.map(([heading]) => Number.parseInt(heading, 10))).toEqual(
      Array.from({ length: 13 }, (_, i) => i + 1),
    );
    for (const [heading, texts] of found) {
      const parts = texts.map(
        ({ text }) => /^(Answered|Denied|Measured|Not public|Checked)\b/.exec(text)?.[1] ?? "says",
      );
      expect(parts, heading).toEqual([
        "says",
        expect.stringMatching(/^(?:Answered|Denied)$/),
        "Measured",
        "Not public",
        "Checked",
      ]);
      // What public tables allow is measured and the finding named; of all else the reason is given.
      const measured = MEASURED.has(Number.parseInt(heading, 10));
      expect(texts[2]!.text, heading).toMatch(
        measured ? /^Measured: (?!not measured).*\bfinding\b/s : /^Measured: not measured here[,.:] ?\S/,
      );
    }
  });

  it("name places at which the quotations and dates that they cite stand", () => {
    for (const [heading, texts] of sentences()) {
      const { text, cites } = texts[4]!;
      const said = [...text.matchAll(/characters (\d+) to (\d+)/g)].map(
        ([, start, end]) => `${start} to ${end}`,
      );
      const cited = cites.flatMap(spansOf).map(({ start, end }) => `${start} to ${end}`);
      expect(said.length, heading).toBeGreaterThan(0);
      for (const place of said) expect(cited, heading).toContain(place);
    }
  });

  it("are where the address of the case leads, and are kept at a second start", async () => {
    expect(made.opensAt).toBe("/cases/us-2016/editions/public/index.html#texts");
    const page = readFileSync(file("index.html"), "utf8");
    expect(page).toMatch(/<section id="texts"/);
    // Nothing but title and notice stands before them.
    expect(page.indexOf('<section id="')).toBe(page.indexOf('<section id="texts"'));
    const log = readFileSync(join(made.folder, "log.db"));
    const said: string[] = [];
    expect(await prepareExample(root, { say: (line) => said.push(line) })).toEqual(made);
    expect(said).toEqual([expect.stringContaining("it is shown as it is")]);
    expect(readFileSync(join(made.folder, "log.db"))).toEqual(log);
  });
});

describe("start us-2016", () => {
  const before = process.cwd();
  afterAll(() => process.chdir(before));

  it("prints the address of the sentences, and takes the word for the example where a file is called so", async () => {
    const here = tempFolder((clean) => cleanups.push(clean));
    process.chdir(here);
    writeFileSync(join(here, "us-2016"), "account,time,text\n");
    const { status, printed } = await runCommand(["start", "us-2016", "--folder", root, "--exit"]);
    expect(status, printed).toBe(0);
    expect(printed).toContain("./us-2016");
    expect(printed).toContain(`/start?next=${encodeURIComponent(made.opensAt!)}#`);
    expect(await runCommand(["start", "us-2016", "--folder", root, "--exit", "--zone", "UTC"])).toMatchObject(
      {
        status: 2,
        printed: expect.stringContaining("a file of posts"),
      },
    );
  });
});

describe("what a sentence rests on", () => {
  it("1 and 2: the retelling is a claim of its own, derived from the weaker one", () => {
    expect(claim("C-NEWSPAPER-LEAD").text).toContain("ordered help for Trump to win");
    expect(claim("C-ICA-HELP").quote).toContain("aspired to help");
    for (const key of ["C-NEWSPAPER-LEAD", "C-NEWSPAPER-SHOWS"]) {
      expect(claim(key).speaker.initials).toBe("NP");
      expect(about(key)).toContain(ref("C-ICA-HELP"));
    }
    expect(answers("C-PL-LEAD")).toEqual([ref("C-NEWSPAPER-LEAD")]);
    // Lint finds the second in a text that cites the report.
    const sources = ["The agencies assess that Russia aspired to help one candidate."];
    const hits = lintDraft("The report shows an effort to help one candidate.", { sources });
    expect(hits.map(({ code }) => code)).toContain("LINT-STRONGER");
  });

  it("1: the lint of the case finds “ordered” over “sought”, between the lead and the report", () => {
    const hits = lintCase(new CaseFold(entries, parseReader("CLEAR", ""))).hits;
    const lead = hits.filter(({ ref: id }) => id === ref("C-NEWSPAPER-LEAD"));
    expect(lead.map(({ code, severity, message }) => [code, severity, message])).toEqual([
      ["LINT-STRONGER", "question", "“ordered” is stronger than “sought” in C-ICA-HELP."],
    ]);
    expect(claim("C-ICA-HELP").text).toContain("sought");
  });

  it("3: one act gives three reported positions, and no likelihood is filled in", () => {
    for (const judgment of view.judgments.slice(0, 3)) {
      expect(judgment.positions.map(({ organisation }) => organisation.initials)).toEqual([
        "CIA",
        "FBI",
        "NSA",
      ]);
      expect(new Set(judgment.positions.map(({ reportedIn }) => reportedIn?.ref))).toEqual(
        new Set([ref("C-ICA-HIGH")]),
      );
      for (const position of judgment.positions)
        expect(position).toMatchObject({ stance: "reported", likelihood: "not stated", confidence: "high" });
    }
  });

  it.each([
    ["led-in-most", "f1", "903 of 1,106 polls (82 %, 16 tied), 51 of 54 pollsters by their means"],
    [
      "never-crossed",
      "f2",
      "It never clearly crossed: 19 of 26 spans of 2 weeks lie wholly above zero, 0 wholly below",
    ],
    [
      "dnc-mails",
      "f2",
      "From relayed to published, Grand jury for the District of Columbia says that it was handed over; that is proposed as a claim, without a grade.",
    ],
    ["dnc-mails", "f2", "What the outlet's word adds: nothing."],
    [
      "chairman-mails",
      "f2",
      "From taken to published there is a gap: no source that was named says who handed over",
    ],
    [
      "one-sided-release",
      "f1",
      "only if at least 7 units of Republican had been collected, 1 released among them",
    ],
  ])("4 to 7, 11 and 12: %s is measured, and public", (key, id, words) => {
    const run = bodyOf(key);
    if (!("findings" in run)) throw new Error(`${key} is no run`);
    expect(run.findings.find((finding) => finding.id === id)?.sentence).toContain(words);
  });

  it("6 and 7: both accusations stand, each with its speaker", () => {
    for (const [key, speaker] of [
      ["C-TRUMP-CORRUPTION", "DT"],
      ["C-CLINTON-ACCUSES", "HC"],
      ["C-CLINTON-BLAMES", "HC"],
    ] as const)
      expect(claim(key)).toMatchObject({ polarity: "asserts", speaker: { initials: speaker } });
    expect(answers("C-CLINTON-ACCUSES")).toEqual([ref("C-TRUMP-CORRUPTION")]);
    expect(answers("C-NO-CONSPIRACY")).toEqual([ref("C-CLINTON-ACCUSES")]);
    expect(view.premises.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/^Authentic is not complete\./),
    );
  });

  it("6 and 8: that nobody answers is said of the accusations alone, and of what is said against another", () => {
    const open = view.claims.filter(({ answeredBy }) => answeredBy === "no answer found");
    expect(open.map(({ ref: id }) => id).sort()).toEqual(
      ["C-CAMPAIGN-MANAGER", "C-CLINTON-BLAMES", "C-SOURCE-DISCREDITED"].map(ref).sort(),
    );
  });

  it("9: what raised the confidence is named, and that it is not public", () => {
    const event = view.events.find((one) => one.ref === ref("E-SINCE"))!;
    expect(event.title).toContain("not public");
    // The aims and the preference are what the report says it bears on.
    for (const { positions } of view.judgments.slice(1, 3))
      for (const { ref: position } of positions) {
        const { body } = view.records.find(({ record }) => record.id === position)!.record;
        expect("movedBy" in body ? body.movedBy : undefined).toEqual([ref("C-ICA-SINCE"), event.ref]);
      }
    const judgment = view.judgments.find(({ label }) => label === "J9")!;
    expect(judgment.context.entries.map(({ entry }) => entry)).toContainEqual(
      expect.objectContaining({ ref: event.ref }),
    );
  });

  it("10: the assertion is the journalist's, and both readings of the letter stand", () => {
    expect(claim("C-GOOD-TERMS")).toMatchObject({ polarity: "asserts", speaker: { initials: "NP" } });
    for (const key of ["C-LETTER-COURTESY", "C-LETTER-PLEASURE"])
      expect(about(key)).toContain(ref("E-LETTER"));
  });

  it("11: rivals of the reputation stand against it, and the outlet's word adds no origin", () => {
    const judgment = view.judgments.find(({ label }) => label === "J7")!;
    const against = judgment.against.entries.map(({ entry }) => (entry === "not public" ? entry : entry.ref));
    for (const key of ["C-OUTLET-IMPACT", "C-OUTLET-NOTICED"]) expect(against).toContain(ref(key));
    expect(about("P-AUTHENTIC")).toContain(ref("C-WIKILEAKS-SOURCE"));
  });
});

describeWithPrograms("sentence 8 in every form", ["pdftotext", "unzip"], () => {
  it("prints the Kremlin's denial as a denial", () => {
    const words = "The Kremlin denies";
    const forms: Readonly<Record<string, string>> = {
      html: readFileSync(file("index.html"), "utf8").replaceAll(/<[^>]+>/g, " "),
      pdf: outputOf("pdftotext", [file("edition.pdf"), "-"]),
      docx: outputOf("unzip", ["-p", file("edition.docx"), "word/document.xml"]).replaceAll(/<[^>]+>/g, " "),
      json: readFileSync(file("edition.json"), "utf8"),
    };
    const said = claim("C-KREMLIN-DENIES").text;
    expect(said).toContain(words);
    for (const [form, text] of Object.entries(forms)) {
      const squeezed = text.replaceAll(/\s+/g, " ");
      expect(squeezed, form).toContain(said);
      expect(squeezed, form).toContain("Denial");
      // What is denied never stands as a sentence of the Kremlin's own.
      expect(squeezed, form).not.toContain("The Kremlin says that Russia is behind");
    }
  });
});

describe("the pages of public works", () => {
  it("have a notice each, with work, page, source, reason and the hash of the text", () => {
    expect(PAGES).toHaveLength(12);
    for (const page of PAGES) {
      const notice = readFileSync(join(DOCUMENTS, `${page}.notice.md`), "utf8");
      for (const part of ["Work", "Page", "Source", "Why it may be kept", "Persons"])
        expect(notice, page).toMatch(new RegExp(`^- \\*\\*${part}:\\*\\* \\S`, "m"));
      expect(notice).toContain("17 U.S.C. 105");
      expect(notice).toContain(`\`${sha256(join(DOCUMENTS, `${page}.txt`))}\``);
    }
  });

  it("name no defendant", () => {
    // Indictments print the names of defendants in capitals; what else they print so on these pages is listed.
    const known = new Set([
      "ORGANIZATION",
      "COUNT",
      "ONE",
      "USA",
      "NOT",
      "TRUE",
      "BILL",
      "III",
      "DNC",
      "DCCC",
    ]);
    for (const page of PAGES.filter((name) => !name.startsWith("sco"))) {
      const [, ...lines] = readFileSync(join(DOCUMENTS, `${page}.txt`), "utf8").split("\n");
      const text = lines.join("\n").replaceAll(/[@#]\w+/g, "");
      const shouted = text.match(/\b[A-Z]{3,}\b/g) ?? [];
      expect(
        shouted.filter((word) => !known.has(word)),
        page,
      ).toEqual([]);
    }
  });

  it("are carried by the public edition, which holds", async () => {
    for (const page of PAGES)
      expect(existsSync(file(`document-${sha256(join(DOCUMENTS, `${page}.txt`))}`)), page).toBe(true);
    expect(await verifyEdition(join(made.editions, "public"))).toMatchObject({ verdict: "unsigned" });
    const held = view.sources.filter(({ carried }) => carried !== undefined);
    expect(held.map(({ passages }) => passages)).toEqual(PAGES.map(() => "checked"));
  });

  it("are cited with characters only, and every claim that cites one quotes it", () => {
    const held = new Set(
      view.sources.flatMap(({ ref: source, carried }) => (carried === undefined ? [] : [source])),
    );
    const claims = view.claims.filter(({ places }) => places.some(({ source }) => held.has(source)));
    expect(claims.length).toBeGreaterThan(20);
    for (const one of claims) {
      expect(one.quote, one.text).toBeDefined();
      for (const span of spansOf(one.ref).filter(({ artifact }) => held.has(artifact)))
        expect([typeof span.start, typeof span.end], one.text).toEqual(["number", "number"]);
    }
  });
});

describeWithPrograms("a stranger with the public edition", ["jq", "sha256sum"], () => {
  const README = readFileSync(join(FOLDER, "README.md"), "utf8");
  const STEPS = [...README.matchAll(/```bash\n([^]*?)```\n\n```text\n([^]*?)```/g)];

  it("checks one passage by the README, to the letter", () => {
    expect(STEPS).toHaveLength(3);
    for (const [, command, output] of STEPS)
      expect(runShell(command!, join(made.editions, "public"))).toEqual({ status: 0, output });
  });

  it("checks every quotation by docs/verify-by-hand.md", () => {
    const steps = [...readFileSync(BY_HAND, "utf8").matchAll(/```bash\n([^]*?)```/g)].map(
      ([, text]) => text!,
    );
    const { status, output } = runShell(steps[5]!, join(made.editions, "public"));
    expect(status, output).toBe(0);
    expect(output.match(/ stands at characters \d+ to \d+ of document-/g)).toHaveLength(21);
  });
});

describeWithData(
  "pages of indictments that examples/us-2016 keeps",
  ["us_2016/ira_indictment.txt", "us_2016/netyksho_indictment.txt"],
  (...paths) => {
    it("are those of the extracted texts", () => {
      const works = new Map(["ira", "netyksho"].map((work, i) => [work, readFileSync(paths[i]!, "utf8")]));
      for (const page of PAGES) {
        const work = works.get(page.split("-")[0]!);
        if (work !== undefined)
          expect(work, page).toContain(readFileSync(join(DOCUMENTS, `${page}.txt`), "utf8").trimEnd());
      }
    });
  },
);
