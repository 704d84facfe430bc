/** A command run inside the test's own process, as `plumbline WORDS` would. */
import { vi } from "vitest";
import { main } from "../../src/cli/main.ts";

/** The exit status, and all that went to standard output and standard error. */
export async function runCommand(
  words: readonly string[],
): Promise<{ readonly status: number; readonly printed: string }> {
  // The program begins once in its life; here it begins once for each command.
  process.stdout.setMaxListeners(0);
  let printed = "";
  const take = (text: unknown) => {
    printed += String(text);
    return true;
  };
  const out = vi.spyOn(process.stdout, "write").mockImplementation(take);
  const err = vi.spyOn(process.stderr, "write").mockImplementation(take);
  try {
    const status = await main(words);
    process.exitCode = undefined;
    return { status, printed };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}
