import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { runCommand } from "../support/command.ts";
import { PROGRAM_GUARD } from "../support/patience.ts";
import { tempFolder } from "../support/temp.ts";

const PROGRAM = fileURLToPath(new URL("../../bin/plumbline.mjs", import.meta.url));

function plumbline(...words: string[]): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...words], {
    encoding: "utf8",
    timeout: PROGRAM_GUARD,
  });
  return { status, out: stdout, err: stderr };
}

/** Two accounts that share each of 40 items seven seconds apart, and four others that share it at other hours. */
const POSTS = ["account,time,text"];
for (let i = 0; i < 40; i++) {
  const day = `2031-03-${String(1 + (i % 28)).padStart(2, "0")}`;
  POSTS.push(`ann,${day}T06:15:00Z,item ${i}`, `bob,${day}T06:15:07Z,item ${i}`);
  for (let k = 0; k < 4; k++) POSTS.push(`other-${(7 * i + k) % 60},${day}T${12 + 2 * k}:00:00Z,item ${i}`);
}

const assessment = (text: string) => `plumbline: 1
by: tester
for: EA
marking: CLEAR
records:
  - party: EA
    kind: organisation
    name: Electoral Authority
    initials: EA
  - re-marking:
    of: coshare
    to: CLEAR
    marking: CLEAR
  - question: Q1
    text: Do they share by arrangement?
    exclusive: true
    exhaustive: true
    hypotheses: [{ id: h1, text: Yes. }, { id: h2, text: No. }]
  - judgment: J1
    states: { hypothesis: "Q1#h1" }
  - wording:
    judgment: J1
    language: en
    text: ${text}
  - basis:
    judgment: J1
    entry: "coshare#f1"
    stands: for
  - appraisal:
    aspect: search effort
    of: J1
    value: { found: none found, searched: all posts of the file were read }
  - position:
    judgment: J1
    organisation: EA
    stance: own
    holds: joins
    likelihood: { scale: icd203/1, term: likely }
    confidence: low
    why: Two accounts only.
  - edition: public
    title: A small assessment
    language: en
    ceiling: CLEAR
    authors: [EA]
    blocks: [{ block: judgment, judgment: J1 }]
`;

describe("the command line", () => {
  it("takes a stranger from a file of posts to a verified edition", () => {
    const root = tempFolder();
    const at = (name: string) => join(root, name);
    writeFileSync(at("posts.csv"), `${POSTS.join("\n")}\n`);
    const imported = plumbline("import", at("case"), at("posts.csv"));
    expect(imported).toMatchObject({ status: 0, err: "" });
    expect(imported.out).toContain("240 rows read, 240 kept, 0 rejected");
    const found = plumbline("detect", "co-share", at("case"), "--key", "coshare", "--minimum", "3");
    expect(found).toMatchObject({ status: 0, err: "" });
    writeFileSync(at("a.yaml"), assessment("It is likely that the two accounts share by arrangement."));
    expect(plumbline("record", at("case"), at("a.yaml")).out).toContain("9 records");
    const key = plumbline(
      "keys",
      at("case"),
      "--name",
      "Electoral Authority",
      "--for",
      "EA",
      "--out",
      at("ea.key"),
    );
    expect(key.status).toBe(0);
    expect(statSync(at("ea.key")).mode & 0o777).toBe(0o600);
    const published = plumbline(
      "publish",
      at("case"),
      "--ceiling",
      "CLEAR",
      "--out",
      at("public"),
      "--key",
      at("ea.key"),
    );
    expect(published).toMatchObject({ status: 0, err: "" });
    const { publicKey } = JSON.parse(readFileSync(at("ea.key"), "utf8")) as { publicKey: string };
    writeFileSync(
      at("trust.json"),
      JSON.stringify({ keys: [{ name: "Electoral Authority", key: publicKey }] }),
    );
    expect(plumbline("verify", at("public"), "--trust", at("trust.json")).out).toContain(
      "Electoral Authority",
    );
    const root1 = /Root ([0-9a-f]{64})/.exec(plumbline("verify", at("case")).out)?.[1] ?? "";
    expect(plumbline("verify", at("case"), "--root", root1)).toMatchObject({ status: 0 });
    expect(plumbline("verify", at("case"), "--root", "0".repeat(64))).toMatchObject({ status: 1 });
    const line = plumbline("trace", at("case"), "J1").out;
    for (const word of ["Judgment", "Finding", "row ", "SHA-256"]) expect(line).toContain(word);
    writeFileSync(
      join(at("public"), "index.html"),
      `${readFileSync(join(at("public"), "index.html"), "utf8")} `,
    );
    const broken = plumbline("verify", at("public"));
    expect(broken.status).toBe(1);
    expect(broken.out).toContain("index.html");
  });

  it("says each mistake in one line: what is wrong, where, with which code, and what to do", () => {
    const root = tempFolder();
    const file = join(root, "a.yaml");
    const cases: [text: string, expected: RegExp, mistakes?: number][] = [
      [
        assessment("x").replace("kind: organisation", "kind: kingdom"),
        /a\.yaml:7:11: kind: .*\[RECORD_FILE\]/,
      ],
      // The field that is not known, and the one that is missing.
      [
        assessment("x").replace("name: Electoral", "nmae: Electoral"),
        /a\.yaml:8:5: .*nmae.*\[RECORD_FILE\]/,
        2,
      ],
      [
        assessment("x").replace("judgment: J1\n    entry", "judgment: J7\n    entry"),
        /a\.yaml:\d+:\d+: J7 .*\[REFERENCE\]/,
      ],
      [
        assessment("x").replace("term: likely", "term: probable"),
        /a\.yaml:\d+:\d+: “probable” .*\[INVARIANT\]/,
      ],
      [assessment("x").replace("records:", "records: ["), /a\.yaml:\d+:\d+: .*\[RECORD_FILE\]/],
    ];
    writeFileSync(join(root, "posts.csv"), `${POSTS.join("\n")}\n`);
    plumbline("import", join(root, "case"), join(root, "posts.csv"));
    plumbline("detect", "co-share", join(root, "case"), "--key", "coshare");
    for (const [text, expected, mistakes = 1] of cases) {
      writeFileSync(file, text);
      const { status, err } = plumbline("record", join(root, "case"), file);
      const lines = err.trim().split("\n");
      if (mistakes > 1) expect(lines.pop()).toBe(`${mistakes} mistakes. Nothing was written.`);
      expect(lines).toHaveLength(mistakes);
      for (const line of lines) expect(line).toMatch(/^\S*a\.yaml:\d+:\d+: .*\[[A-Z_]+\] \S/);
      expect(err).toMatch(expected);
      expect([3, 4]).toContain(status);
    }
  });

  it("leaves nothing behind when the first import of a case fails, with the exit status of bad input", () => {
    const root = tempFolder();
    writeFileSync(join(root, "bad.csv"), "");
    const { status, err } = plumbline("import", join(root, "case"), join(root, "bad.csv"));
    expect(status).toBe(3);
    expect(err).toMatch(/\[FILE_EMPTY\]/);
    expect(existsSync(join(root, "case"))).toBe(false);
  });

  it("takes a list from a file as it takes it from a word, and not both", () => {
    const folder = tempFolder();
    const at = (name: string) => join(folder, name);
    writeFileSync(at("posts.csv"), POSTS.join("\n"));
    writeFileSync(at("good.txt"), "@Ann\nnobody\n");
    plumbline("import", at("case"), at("posts.csv"));
    const run = (...words: string[]) => plumbline("detect", "co-share", at("case"), "--json", ...words);
    const findings = ({ out }: { out: string }) =>
      (JSON.parse(out) as { run: { body: { findings: unknown[]; parameters: unknown } } }).run.body;
    const word = findings(run("--set-aside-accounts", "@Ann, nobody"));
    const file = findings(run("--set-aside-accounts-from", at("good.txt")));
    expect([file.findings, file.parameters]).toEqual([word.findings, word.parameters]);
    expect(findings(run()).findings).not.toEqual(file.findings);
    const both = run("--set-aside-accounts", "x", "--set-aside-accounts-from", at("good.txt"));
    expect([both.status, both.err]).toEqual([2, expect.stringMatching(/cannot be used with/)]);
    const none = run("--set-aside-accounts-from", at("none.txt"));
    expect([none.status, none.err]).toEqual([3, expect.stringMatching(/FILE_MISSING/)]);
  });

  it("refuses a key file that others can read, without showing any of it", () => {
    const root = tempFolder();
    const path = join(root, "open.key");
    writeFileSync(path, '{"secret":"0123456789abcdef"}');
    chmodSync(path, 0o644);
    const { status, err } = plumbline("record", join(root, "case"), join(root, "a.yaml"), "--key", path);
    expect(status).toBe(3);
    expect(err).toMatch(/\[KEY_FILE\]/);
    expect(err).not.toContain("0123456789abcdef");
  });

  it("prints what it is, and help that teaches, with an example for every command", async () => {
    expect(plumbline().out).toContain("The five commands that matter");
    const commands = [...plumbline("--help").out.matchAll(/^ {2}([a-z]+) /gm)].map((match) => match[1]!);
    expect(commands.length).toBeGreaterThan(8);
    // One process says that the program starts; thirty more would say how busy the machine is.
    for (const command of commands)
      expect((await runCommand([command, "--help"])).printed, command).toMatch(/Examples?:/);
    expect(plumbline("nonsense").status).toBe(2);
    expect(plumbline("import").status).toBe(2);
  });

  it("keeps imported text from steering the terminal", () => {
    const root = tempFolder();
    writeFileSync(
      join(root, "evil.csv"),
      `account,time,text\n${"evil\u001B]0;gotcha\u0007,2031-03-01T00:00:00Z,x\n".repeat(2)}`,
    );
    plumbline("import", join(root, "case"), join(root, "evil.csv"));
    writeFileSync(
      join(root, "a.yaml"),
      `plumbline: 1\nby: t\nfor: D\nmarking: CLEAR\nrecords:\n  - { party: D, kind: organisation, name: "D\\u001b[31m\\u009b2J\\u202e\\u200b\\nwhole" }\n`,
    );
    plumbline("record", join(root, "case"), join(root, "a.yaml"));
    const { out } = plumbline("log", join(root, "case"));
    // oxlint-disable-next-line no-control-regex -- control characters are what it is about
    const unseen = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u202e]/;
    expect(out).not.toMatch(unseen);
    expect(out).toContain("D[U+001B][31m[U+009B]2J[U+202E][U+200B] whole");
    expect(out).not.toMatch(/^whole/m);
    const json = plumbline("log", join(root, "case"), "--json").out;
    expect(json).not.toMatch(unseen);
    expect(JSON.stringify(JSON.parse(json))).toContain("\u009b2J\u202e\u200b");
  });

  it("lints a draft and a case; what is refused ends with 1", () => {
    const root = tempFolder();
    const at = (name: string) => join(root, name);
    writeFileSync(at("draft.txt"), "It is highly likely.\u001b[2J\nThe court said that it was probable.\n");
    const draft = plumbline("lint", "--text", at("draft.txt"), "--scale", "icd203/1");
    expect(draft).toMatchObject({ status: 1, err: "" });
    expect(draft.out).toContain("line 1, 6 to 19: refused LINT-SCALE");
    expect(draft.out).toContain("1 hit: 1 refused, 0 to answer, 0 advice.");
    expect(plumbline("lint", "--text", at("draft.txt"), "--scale", "icd/9")).toMatchObject({
      status: 2,
      out: "",
    });
    expect(plumbline("lint")).toMatchObject({ status: 2, out: "" });
    expect(plumbline("lint", at("none"), "--text", at("draft.txt"))).toMatchObject({ status: 2, out: "" });
    writeFileSync(
      at("a.yaml"),
      assessment("It may be, with high confidence, likely.").replaceAll(
        /^  - (re-marking|basis|edition)(.*\n)((?: {4}.*\n)*)/gm,
        "",
      ),
    );
    expect(plumbline("record", at("case"), at("a.yaml"))).toMatchObject({ status: 0 });
    const found = plumbline("lint", at("case"), "--json");
    expect(found.status).toBe(1);
    const { hits } = JSON.parse(found.out) as { hits: { code: string }[] };
    expect(hits.map(({ code }) => code).sort()).toEqual(["LINT-BASIS", "LINT-HEDGE", "LINT-MIX"]);
  });
});
