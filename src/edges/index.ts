/** The public face of `edges`: the program that turns a file of shares into a list of edges, without a case. */
export { CNT_NETWORKS, coShareFile } from "./coshare-file.ts";
export type { CoShareFileMode, CoShareFileOptions, CoShareFileResult } from "./coshare-file.ts";
export { coShareStream } from "./coshare-stream.ts";
export type { CoShareStreamOptions } from "./coshare-options.ts";
export type { CoShareStreamResult } from "./coshare-stream.ts";
export { removeCachedShares } from "../store/shares/cache.ts";
