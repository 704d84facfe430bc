/**
 * The child process that looks at pictures: takes one request, writes what comes of each picture before it begins the next, answers once,
 * ends. It stops by itself after a while, so that the time it is given bounds a single picture.
 */
import { appendFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PlumblineError } from "../../errors.ts";
import { dHash, pdq } from "../../kernel/index.ts";
import { answerOnce } from "../child-side.ts";
import { decodePicture } from "./decode.ts";
import { checkPicture, PICTURE_LIMITS } from "./heads.ts";
import { pictureFile, RESULTS_FILE } from "./messages.ts";
import type { NoHashes, PictureAnswer, PictureHashes, PictureLine, PictureRequest } from "./messages.ts";

/** After so long no other picture is begun. */
const WHILE_MS = 10_000;

async function run({ folder, first, count }: PictureRequest): Promise<PictureAnswer> {
  const say = (line: PictureLine) => appendFileSync(join(folder, RESULTS_FILE), `${JSON.stringify(line)}\n`);
  const begun = performance.now();
  let lost = 0;
  for (let number = first; number < count; number++) {
    say(number);
    say(await hashesOf(await readFile(join(folder, pictureFile(number))), (pixels) => (lost += pixels)));
    // A decoder that failed keeps the memory that it had.
    if (lost > PICTURE_LIMITS.pixels || performance.now() - begun > WHILE_MS) break;
  }
  return { kind: "looked" };
}

async function hashesOf(bytes: Buffer, onLost: (pixels: number) => void): Promise<PictureHashes | NoHashes> {
  let size = 0;
  try {
    const { kind, pixels } = checkPicture(bytes);
    size = pixels;
    const picture = await decodePicture(kind, bytes);
    const { hex, quality } = pdq(picture);
    return { pdq: hex, quality, dhash: dHash(picture) };
  } catch (error) {
    if (!(error instanceof PlumblineError)) throw error;
    onLost(size);
    return { code: error.code, message: error.message };
  }
}

answerOnce(run);
