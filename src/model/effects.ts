/** Effects that a case needs from outside, injected so that tests and the demo are deterministic. */
import type { RecordType } from "./refs.ts";

export interface Effects {
  /** The log's own clock: ISO 8601 UTC with milliseconds. */
  now(): string;
  /** A fresh id for a record of this type. */
  id(type: RecordType): string;
  /** 32 fresh random bytes. */
  salt(): Uint8Array;
}

/** What accounts need from outside. */
export interface AccessEffects {
  /** ISO 8601 UTC with milliseconds. */
  now(): string;
  /** Fresh random bytes, for salts and session tokens. */
  random(count: number): Uint8Array;
}

/** What a long job says about itself. `total` is absent while it is not known. */
export interface Progress {
  readonly stage: string;
  readonly done: number;
  readonly total?: number;
  readonly unit: string;
}
export type OnProgress = (progress: Progress) => void;
