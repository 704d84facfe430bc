/**
 * What the documentation shows is what the program prints: the console blocks of a page are run in a folder of their
 * own, one after the other, and their output is compared.
 *
 * Ids, keys, roots and the time of now differ from run to run, and with them the sizes of rendered files by a little: a
 * size is held to one percent. Everything else is compared to the letter, line breaks apart. `…` stands for
 * anything. A command without output under it only has to succeed.
 */
import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "./support/command.ts";
import { callsOf, parts, ROOT } from "./support/docs-pages.ts";

interface Shown {
  readonly words: readonly string[];
  readonly output: string;
}

function shownIn(page: string): Shown[] {
  return parts(page)
    .fences.filter(({ language }) => language === "console")
    .flatMap((fence) =>
      fence.text.split(/^(?=\$ )/m).map((piece) => {
        const [command = "", ...output] = piece.split("\n");
        const [words = []] = callsOf({ ...fence, text: command });
        return { words, output: output.join("\n").trim() };
      }),
    );
}

const SIZE = /([\d,]+) bytes/;
const CHANGES = [
  /[a-z]{3}_[0-9a-hjkmnp-tv-z]{10}/,
  /[0-9a-f]{64}/,
  /\d{4}-\d{2}-\d{2}T[0-9:.]+Z/,
  SIZE,
] as const;
const ANY_CHANGE = new RegExp(CHANGES.map(({ source }) => `(?:${source})`).join("|"), "g");
const SQUEEZED = (text: string) => text.replaceAll(/\s+/g, " ").trim();

/** A pattern of the shown text: what changes from run to run is loose unless it is there to the letter. Sizes are groups. */
function patternOf(shown: string, printed: string): RegExp {
  const escape = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("…", ".*?");
  const text = SQUEEZED(shown);
  let source = "";
  let at = 0;
  for (const match of text.matchAll(ANY_CHANGE)) {
    const kind = CHANGES.find((change) => change.test(match[0]))!;
    source += escape(text.slice(at, match.index));
    source += kind !== SIZE && printed.includes(match[0]) ? escape(match[0]) : kind.source;
    at = match.index + match[0].length;
  }
  return new RegExp(`^${source}${escape(text.slice(at))}`);
}

/** Sizes shown that are more than one percent from the one printed. */
function wrongSizes(shown: string, printed: string): string[] {
  const real = (patternOf(shown, printed).exec(SQUEEZED(printed)) ?? []).slice(1);
  const number = (text: string) => Number(text.replaceAll(",", ""));
  return [...shown.matchAll(new RegExp(SIZE, "g"))].flatMap(([, size = ""], i) =>
    Math.abs(number(size) - number(real[i]!)) <= number(real[i]!) / 100 ? [] : [`${size}, not ${real[i]}`],
  );
}

let home: string;
/** What lies in the folder before the commands of a page. */
const GIVEN = new Set(["examples", "posts.csv", "tags.csv", ".plumbline"]);
const before = process.cwd();

/** Runs a command as a person in `home` would. */
const run = (words: readonly string[]) => runCommand(words.map((word) => word.replace(/^~/, home)));

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "plumbline-docs-"));
  process.chdir(home);
  symlinkSync(join(ROOT, "examples"), join(home, "examples"));
  writeFileSync(
    join(home, "posts.csv"),
    "user,when,what\nada,03/04/2031 10:00,one\nbob,03/04/2031 10:00,one\ncyd,05/04/2031 11:30,two\n",
  );
  writeFileSync(
    join(home, "tags.csv"),
    'user,when,labels\nada,2031-04-03 10:00,"[{""start"": 0, ""label"": ""one""}]"\n',
  );
  expect(await run(["start", "--exit"])).toMatchObject({ status: 0 });
});
afterEach(() => {
  // What the commands of a page made.
  for (const name of readdirSync(home))
    if (!GIVEN.has(name)) rmSync(join(home, name), { recursive: true, force: true });
});
afterAll(() => {
  process.chdir(before);
  rmSync(home, { recursive: true, force: true });
});

describe("output shown", () => {
  it.each(["README.md", "docs/how-to/first-case.md", "docs/how-to/own-file.md", "docs/reasoning.md"])(
    "in %s is printed",
    async (page) => {
      const shown = shownIn(page);
      expect(shown.length).toBeGreaterThan(2);
      for (const { words, output } of shown) {
        const { status, printed } = await run(words);
        const call = `${page}: plumbline ${words.join(" ")}`;
        const refusal = /\[[A-Z_]+\]/.test(output);
        expect(status === 0, `${call} ended with ${status}: ${printed}`).toBe(!refusal);
        if (output === "") continue;
        expect(SQUEEZED(printed), call).toMatch(patternOf(output, printed));
        expect(wrongSizes(output, printed), call).toEqual([]);
      }
    },
  );
});
