/** Posts that many callers ask for one by one in the same turn of the program, read by one set of statements for each import. */
import type { CorpusPost, PostRef } from "./posts.ts";

type ReadPosts = (importId: string, places: readonly PostRef[]) => Promise<readonly CorpusPost[]>;

/** Posts of one import by their rows. */
type ByRow = ReadonlyMap<number, CorpusPost>;

export class PostBatch {
  readonly #read: ReadPosts;
  #waiting = new Map<string, Map<number, PostRef>>();
  #found: Promise<ReadonlyMap<string, ByRow>> | undefined;

  /** @param read gives the posts at these places, in any order; places without a post are left out */
  constructor(read: ReadPosts) {
    this.#read = read;
  }

  /** The post at a place in an import; undefined if there is none. */
  async post(importId: string, place: PostRef): Promise<CorpusPost | undefined> {
    const places = this.#waiting.get(importId) ?? new Map<number, PostRef>();
    this.#waiting.set(importId, places.set(place.row, place));
    this.#found ??= new Promise<void>((turn) => setImmediate(turn)).then(() => this.#take());
    return (await this.#found).get(importId)?.get(place.row);
  }

  async #take(): Promise<ReadonlyMap<string, ByRow>> {
    const waiting = [...this.#waiting];
    // Who asks from here on is served by the next set.
    this.#waiting = new Map();
    this.#found = undefined;
    const found = waiting.map(async ([importId, places]) => {
      const posts = await this.#read(importId, [...places.values()]);
      return [importId, new Map(posts.map((post) => [post.row, post]))] as const;
    });
    return new Map(await Promise.all(found));
  }
}
