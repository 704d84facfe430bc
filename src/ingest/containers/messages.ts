/** What the importing program and the child process that unpacks a file say to each other. */
import type { ErrorCode } from "../../errors.ts";
import type { ContainerKind } from "./kinds.ts";

export interface UnpackRequest {
  readonly path: string;
  /** How the file is called in messages. */
  readonly where: string;
  /** Where files are written; nothing else is. */
  readonly folder: string;
  /** The one file that is wanted; null for all. */
  readonly only: string | null;
  /** The one sheet of a workbook that is wanted; null for the only one that is a table. */
  readonly sheet: string | null;
  /** Pictures, and the list of a collection of them, instead of files of posts. */
  readonly pictures: boolean;
  /** For a look: bytes after which a text is cut off; null to read everything. */
  readonly look: number | null;
}

/** A file that may be one of posts, as it lies in the folder. */
export interface Member {
  /** Names of the entries that lead to it; empty where the container has none, as gzip. */
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  /** The containers around it, the outermost first. */
  readonly kinds: readonly ContainerKind[];
  /** Name of the sheet that it was, in a workbook. */
  readonly sheet?: string;
}

/** A file that is none. */
export interface Left {
  readonly name: string;
  readonly code: ErrorCode;
  readonly message: string;
}

export interface Unpacked {
  readonly members: readonly Member[];
  readonly left: readonly Left[];
  /** All of them, where not all are listed. */
  readonly leftCount: number;
}

export type UnpackAnswer = Unpacked & { readonly kind: "unpacked" };
