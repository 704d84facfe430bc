/** A verdict on an edition, as the terminal says it. */
import type { Verdict } from "../workbench/verify.ts";
import type { Terminal } from "./terminal.ts";

export function sayVerdict(terminal: Terminal, verdict: Verdict): void {
  terminal.line(verdict.text);
  if (verdict.verdict === "not-intact") return;
  for (const note of verdict.made.notes) terminal.line(note);
}
