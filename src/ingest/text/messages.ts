/** What the program and the child process that reads a document say to each other. */
import type { ExtractedText } from "./extract.ts";

export interface TextRequest {
  readonly path: string;
  readonly mediaType: string | null;
  /** Title or file name. */
  readonly name: string;
}

export interface TextAnswer {
  readonly kind: "text";
  readonly text: ExtractedText;
}
