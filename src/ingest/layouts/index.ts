/** The list of layouts, in the order in which they are tried. A new layout is one file and one line here. */
import { cnt } from "./cnt.ts";
import { coortweet } from "./coortweet.ts";
import { iraOriginal, iraTyped } from "./ira-2016.ts";
import type { Layout } from "./layout.ts";
import { plain } from "./plain.ts";

export const LAYOUTS: readonly Layout[] = Object.freeze([iraOriginal, iraTyped, coortweet, cnt, plain]);
