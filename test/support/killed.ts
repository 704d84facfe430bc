/** A program that is killed in the middle of its work. */
import { spawn } from "node:child_process";

/**
 * Starts Node with `args`, ends it with -9, and returns what it had said by then.
 * @param after the lines it has said, and the ms after those, that the kill waits for: a busy machine starts later
 */
export async function killedAfter(
  args: readonly string[],
  after: { readonly lines: number; readonly ms: number },
): Promise<string> {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
  let said = "";
  let timer: NodeJS.Timeout | undefined;
  const listen = () => {
    if (timer === undefined && said.split("\n").length > after.lines)
      timer = setTimeout(() => child.kill("SIGKILL"), after.ms);
  };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    listen();
  });
  listen();
  await new Promise<void>((resolve) => {
    child.once("close", () => resolve());
  });
  clearTimeout(timer);
  return said;
}
