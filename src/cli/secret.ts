/** Secrets come from a prompt without echo or from a file of their owner's; never from the words of the command. */
import { statSync } from "node:fs";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { PlumblineError } from "../errors.ts";
import { readGivenText } from "../workbench/given-paths.ts";

/**
 * A password.
 * @param file its first line, of a file that only its owner can read; the prompt otherwise
 * @throws PlumblineError KEY_FILE for a file others can read; USAGE without a terminal, or if the two entries differ.
 */
export async function readPassword(file: string | undefined): Promise<string> {
  if (file !== undefined) return fromFile(file);
  if (!process.stdin.isTTY)
    throw new PlumblineError("USAGE", "There is no terminal to ask for the password.", {
      hint: "Give --password-file.",
    });
  const first = await ask("Password: ");
  if (first !== (await ask("Again: ")))
    throw new PlumblineError("USAGE", "The two entries differ.", { hint: "Nothing was changed." });
  return first;
}

/** Of which the first line counts. */
const MAX_BYTES = 64e3;

function fromFile(file: string): string {
  let text: string;
  try {
    if ((statSync(file).mode & 0o077) !== 0)
      throw new PlumblineError("KEY_FILE", "Others than its owner can read the password file.", {
        where: file,
        hint: "Take the permission away: chmod 600.",
      });
    text = readGivenText(file, { what: "The password file", maxBytes: MAX_BYTES });
  } catch (cause) {
    if (cause instanceof PlumblineError) throw cause;
    throw new PlumblineError("FILE_MISSING", "The password file cannot be read.", { where: file, cause });
  }
  return text.split(/\r?\n/, 1)[0] ?? "";
}

async function ask(prompt: string): Promise<string> {
  process.stderr.write(prompt);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await new Promise((resolve, reject) => {
      lines.question("", resolve);
      lines.once("SIGINT", () => reject(new PlumblineError("STOPPED", "Stopped on request.")));
    });
  } finally {
    lines.close();
    process.stderr.write("\n");
  }
}
