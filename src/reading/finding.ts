/** What a rule finds, in tokens: who, the words that carry it, and what is said. */
import type { Cue } from "./cues.ts";
import type { Frame, Use } from "./lexicon.ts";
import type { Span } from "./phrases.ts";

export interface Finding {
  readonly rule: string;
  readonly cue: Span;
  /** Null for "according to", a colon and other cues without a verb. */
  readonly verb: Cue | null;
  readonly frame: Frame;
  /** What the words do, where no verb says it: a noun. */
  readonly use?: Use;
  readonly source: Span | null;
  readonly content: readonly Span[];
  readonly target: Span | null;
  readonly doubts: readonly string[];
}
