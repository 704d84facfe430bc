import { byEmptyLines } from "./kind.ts";
import type { TextKind } from "./kind.ts";

/** What is none of the others: paragraphs are divided by empty lines. */
export const plain: TextKind = Object.freeze<TextKind>({
  id: "plain",
  title: "plain text",
  recognises: () => true,
  paragraphs: byEmptyLines,
});
