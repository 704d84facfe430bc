/** The child process that unpacks a file: takes one request, writes what is found, answers once, ends. */
import { answerOnce } from "../child-side.ts";
import { PlumblineError } from "../../errors.ts";
import type { TellProgress } from "../messages.ts";
import type { UnpackAnswer, UnpackRequest } from "./messages.ts";
import { unpack } from "./unpack.ts";

async function run(request: UnpackRequest, tell: TellProgress): Promise<UnpackAnswer> {
  try {
    const found = await unpack(request, (done, total) => tell("unpacking", done, total, "bytes"));
    return { kind: "unpacked", ...found };
  } catch (cause) {
    if (!(cause instanceof Error) || !("code" in cause) || cause.code !== "ENOSPC") throw cause;
    throw new PlumblineError("STORE", "There is no room on the disk for what is in the file.", {
      where: request.where,
      cause,
    });
  }
}

answerOnce(run);
