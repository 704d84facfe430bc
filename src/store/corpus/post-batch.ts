/** Posts that many callers ask for one by one in the same turn of the program, read by one set of statements. */
import type { CorpusPost } from "./posts.ts";

/** A row of a file by the file's hash. */
export interface RowOfFile {
  readonly sha256: string;
  readonly row: number;
}

const keyOf = ({ sha256, row }: RowOfFile): string => `${sha256} ${row}`;

export class PostBatch {
  readonly #read: (places: readonly RowOfFile[]) => Promise<readonly CorpusPost[]>;
  #waiting: RowOfFile[] = [];
  #found: Promise<ReadonlyMap<string, CorpusPost>> | undefined;

  /** @param read gives the posts at these places, in any order; places without a post are left out */
  constructor(read: (places: readonly RowOfFile[]) => Promise<readonly CorpusPost[]>) {
    this.#read = read;
  }

  /** The post in a row of a file; undefined if there is none. */
  async post(place: RowOfFile): Promise<CorpusPost | undefined> {
    this.#waiting.push(place);
    this.#found ??= new Promise<void>((turn) => setImmediate(turn)).then(() => this.#take());
    return (await this.#found).get(keyOf(place));
  }

  async #take(): Promise<ReadonlyMap<string, CorpusPost>> {
    const places = new Map(this.#waiting.map((place) => [keyOf(place), place]));
    // Who asks from here on is served by the next set.
    this.#waiting = [];
    this.#found = undefined;
    const posts = await this.#read([...places.values()]);
    return new Map(posts.map((post) => [keyOf(post), post]));
  }
}
