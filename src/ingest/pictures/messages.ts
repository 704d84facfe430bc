/** What the importing program and the child process that looks at pictures say to each other. */
import type { ErrorCode } from "../../errors.ts";

export interface PictureRequest {
  /** Holds the pictures as `pictureFile` names them; nothing else is read or written. */
  readonly folder: string;
  /** The number of the first picture, and of how many the folder holds. */
  readonly first: number;
  readonly count: number;
}

export const pictureFile = (number: number): string => `picture-${number}`;

/** Lines of JSON: the number of the picture that is begun, then what came of it. */
export const RESULTS_FILE = "results.ndjson";

/** How a picture looks. */
export interface PictureHashes {
  /** 64 hexadecimal digits, and 0 to 100. */
  readonly pdq: string;
  readonly quality: number;
  /** 16 hexadecimal digits. */
  readonly dhash: string;
}

/** Why it has no hashes. */
export interface NoHashes {
  readonly code: ErrorCode;
  readonly message: string;
}

export type PictureLine = number | PictureHashes | NoHashes;

/** Some may be left for another child. */
export interface PictureAnswer {
  readonly kind: "looked";
}
