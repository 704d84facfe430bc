/**
 * Bytes of a picture to its pixels. JPEG, PNG and WebP are decoded by the programs of their authors as WebAssembly, which open no file and
 * reach no memory but their own. A decoder that has failed is made anew.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import decodeJpeg, { init as startJpeg } from "@jsquash/jpeg/decode.js";
import decodePng, { init as startPng } from "@jsquash/png/decode.js";
import decodeWebp, { init as startWebp } from "@jsquash/webp/decode.js";
import type { Pixels } from "../../kernel/index.ts";
import { decodeGif } from "./gif.ts";
import { malformed } from "./heads.ts";
import type { PictureKind } from "./heads.ts";

interface Decoder {
  readonly start: () => unknown;
  readonly decode: (bytes: Buffer) => Promise<Pixels>;
}

const require = createRequire(import.meta.url);
const program = (path: string): Uint8Array => readFileSync(require.resolve(path));
/** As the decoders take them: a buffer of their own. */
const owned = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer;
/** The marks of how a camera was held are followed. */
const UPRIGHT = { preserveOrientation: true };

/** What a decoder prints. The one of JPEG goes on, in grey, where the data end too early. */
let endsEarly = false;
const hear = (line: string): void => {
  endsEarly ||= /premature end/i.test(line);
};

const DECODERS: Readonly<Record<PictureKind, Decoder>> = {
  jpeg: {
    start: () =>
      startJpeg({ wasmBinary: program("@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm"), printErr: hear }),
    decode: (bytes) => decodeJpeg(owned(bytes), UPRIGHT),
  },
  png: {
    start: () => startPng(program("@jsquash/png/codec/pkg/squoosh_png_bg.wasm")),
    decode: (bytes) => decodePng(owned(bytes)),
  },
  webp: {
    start: () => startWebp({ wasmBinary: program("@jsquash/webp/codec/dec/webp_dec.wasm"), printErr: hear }),
    decode: (bytes) => decodeWebp(owned(bytes)),
  },
  gif: { start: () => undefined, decode: async (bytes) => decodeGif(bytes) },
};

const started = new Set<PictureKind>();

/** @throws PlumblineError FILE_MALFORMED. */
export async function decodePicture(kind: PictureKind, bytes: Buffer): Promise<Pixels> {
  const { start, decode } = DECODERS[kind];
  try {
    if (!started.has(kind)) await start();
    started.add(kind);
    endsEarly = false;
    const pixels = await decode(bytes);
    if (endsEarly || pixels.data.length !== 4 * pixels.width * pixels.height) throw malformed();
    return pixels;
  } catch (error) {
    started.delete(kind);
    throw malformed(error);
  }
}
