/**
 * What a container may cost. It is counted at every step that makes bytes of bytes, so that it makes no difference whether they
 * come of one entry, of many that share the same compressed bytes, or of containers in containers.
 */
import { PlumblineError } from "../../errors.ts";
import { count } from "../../words.ts";

export interface ContainerLimits {
  readonly entries: number;
  /** Bytes that come out for each byte of the file, once more than `unjudged` have. */
  readonly ratio: number;
  /** Zeros of this length are nothing to fear. */
  readonly unjudged: number;
  /** Bytes that come out in all. */
  readonly bytes: number;
  /** Containers around a file of posts: `posts.tar.gz` has two. */
  readonly depth: number;
  /** The window of a frame of zstd: what has to be held in memory. */
  readonly window: number;
}

const MIB = 1_048_576;

export const CONTAINER_LIMITS: ContainerLimits = Object.freeze({
  entries: 10_000,
  ratio: 200,
  unjudged: 64 * MIB,
  bytes: 65_536 * MIB,
  depth: 4,
  window: 128 * MIB,
});

export class Budget {
  readonly limits: ContainerLimits;
  readonly #where: string;
  readonly #most: number;
  #bytes = 0;
  #entries = 0;

  /** @param size of the file that was handed over */
  constructor(where: string, size: number, limits: ContainerLimits = CONTAINER_LIMITS) {
    this.limits = limits;
    this.#where = where;
    this.#most = Math.min(limits.bytes, Math.max(limits.unjudged, size * limits.ratio));
  }

  /** @throws PlumblineError ARCHIVE_LIMIT. */
  took(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes <= this.#most) return;
    const { bytes: all, ratio } = this.limits;
    throw this.#passed(
      this.#most === all
        ? `It holds more than ${count(all / MIB)} MiB.`
        : `It unpacks to more than ${ratio} times its size, as a bomb does.`,
    );
  }

  /** @throws PlumblineError ARCHIVE_LIMIT. */
  entry(entries = 1): void {
    this.#entries += entries;
    if (this.#entries > this.limits.entries)
      throw this.#passed(`It has more than ${count(this.limits.entries)} entries.`);
  }

  /** @throws PlumblineError ARCHIVE_LIMIT. */
  checkDepth(depth: number): void {
    if (depth > this.limits.depth)
      throw this.#passed(`More than ${this.limits.depth} containers lie in each other.`);
  }

  #passed(message: string): PlumblineError {
    return new PlumblineError("ARCHIVE_LIMIT", message, { where: this.#where });
  }
}
