/** The readable kinds, the more particular ones first. A new one is a file beside this and a line here. */
import { html } from "./html.ts";
import type { TextKind } from "./kind.ts";
import { lines } from "./lines.ts";
import { mail } from "./mail.ts";
import { markdown } from "./markdown.ts";
import { plain } from "./plain.ts";

export const TEXT_KINDS: readonly TextKind[] = Object.freeze([html, mail, lines, markdown, plain]);
