/** The child process that reads a document: takes one request, answers once, ends. */
import { answerOnce } from "../child-side.ts";
import type { TellProgress } from "../messages.ts";
import type { TextAnswer, TextRequest } from "./messages.ts";
import { textOfFile } from "./whole.ts";

async function run({ path, mediaType, name }: TextRequest, tell: TellProgress): Promise<TextAnswer> {
  const text = await textOfFile(path, { name, mediaType: mediaType ?? undefined }, tell);
  return { kind: "text", text };
}

// The parser of PDF lets some faults of a damaged file go by beside the promise that is awaited, and that one is answered.
process.on("unhandledRejection", () => undefined);
answerOnce(run);
