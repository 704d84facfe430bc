/** A watch in this very process, that ends when it is told to. */
import { findActor, watch, withCase } from "../../src/workbench/index.ts";
import { WAIT_GUARD } from "./patience.ts";

export interface Watching {
  /** Sentences that were said, and posts in the lines of news. */
  readonly said: readonly string[];
  readonly posts: () => number;
  readonly news: readonly Readonly<Record<string, unknown>>[];
  /** Ends the watch; what was read by then has come in. */
  stop(): Promise<void>;
  /** Waits until it ends by itself. */
  readonly ended: Promise<void>;
}

/** @param once ends with the source */
export function startWatching(folder: string, source: string, once = false): Watching {
  const stop = new AbortController();
  const said: string[] = [];
  const news: Readonly<Record<string, unknown>>[] = [];
  const ended = withCase(
    folder,
    { create: { by: "tester", organisation: "Desk" }, say: (text) => said.push(text) },
    async (opened) => {
      await watch(opened, source, {
        actor: await findActor(opened, { by: "tester" }),
        everySeconds: 1,
        object: "text",
        windowSeconds: 60,
        once,
        stop: stop.signal,
        say: (text) => said.push(text),
        onNews: (one) => news.push({ ...one }),
      });
    },
  );
  // Thrown where it is waited for.
  ended.catch(() => undefined);
  return {
    said,
    news,
    posts: () => news.reduce((sum, { posts }) => sum + Number(posts), 0),
    ended,
    stop: async () => {
      stop.abort();
      await ended;
    },
  };
}

/** Waits for something to be so. */
export async function until(so: () => boolean, what: string): Promise<void> {
  const from = performance.now();
  while (!so()) {
    if (performance.now() - from > WAIT_GUARD) throw new Error(`${what} did not come`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Texts of all posts of a case, in order, and how many rows repeat another. */
export async function postsIn(folder: string): Promise<string[]> {
  return withCase(folder, {}, async (opened) => {
    const corpus = await opened.corpus();
    const shares = await corpus.shares("text");
    const codes = Int32Array.from(new Set(shares.object));
    const values = await corpus.objectValues("text", codes);
    const byCode = new Map(Array.from(codes, (code, i) => [code, values[i]!]));
    return Array.from(shares.object, (code) => byCode.get(code)!).sort();
  });
}
