import { byEmptyLines } from "./kind.ts";
import type { TextKind } from "./kind.ts";

/** What is none of the others: paragraphs are divided by empty lines. */
export const plain: TextKind = Object.freeze<TextKind>({
  id: "plain",
  title: "plain text",
  version: 1,
  recognises: () => true,
  read: (text) => ({ paragraphs: byEmptyLines(text) }),
});
