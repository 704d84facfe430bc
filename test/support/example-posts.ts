/** The posts of a detector's example as a file, and a case that holds them. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Example, ExamplePost } from "../../src/signals/index.ts";

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Writes `posts.csv` into the folder; row n of the file is the n-th of these posts. */
export function writeExample(
  folder: string,
  example: Example,
): { readonly path: string; readonly posts: readonly ExamplePost[] } {
  const posts = example.posts();
  const columns = [...new Set(posts.flatMap((post) => Object.keys(post)))];
  const lines = posts.map((post) => columns.map((column) => quoted(post[column] ?? "")).join(","));
  const path = join(folder, "posts.csv");
  writeFileSync(path, `${[columns.join(","), ...lines].join("\n")}\n`);
  return { path, posts };
}
