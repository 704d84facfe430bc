/**
 * The posts that a filter finds as comma-separated text, for people who go on elsewhere: those of the files that the person may read, with the marking
 * of each. What a spreadsheet would take for a formula is made plain, in cells and in the names of columns, which come from files, too.
 */
import type { Tlp } from "../../model/marking.ts";
import type { CaseFold } from "../../case/index.ts";
import { csvLines, plain, rowLines } from "../../store/table/csv.ts";
import type { Table } from "../../store/table/table.ts";
import type { CorpusPost } from "../../store/corpus/posts.ts";
import type { Seat } from "../seat.ts";
import { postQuery, readable } from "./posts.ts";
import type { PostFilter, PostOrder } from "./posts.ts";

/** Posts that are read at a time, and extra columns that the file has. */
const AT_ONCE = 2000;
const MOST_COLUMNS = 200;

/** @throws PlumblineError FORBIDDEN without the right to read. */
export async function postsFile(
  seat: Seat,
  filter: PostFilter,
  order: PostOrder,
): Promise<{ readonly name: string; readonly text: AsyncIterable<string> }> {
  const fold = await seat.fold();
  const { posts, imports } = await readable(seat);
  const columns = await (await seat.served.opened.corpus()).describingColumns(imports);
  const extra = columns.filter((name) => name !== "language").slice(0, MOST_COLUMNS);
  seat.note("posts file");
  const query = postQuery(filter);
  async function* text(): AsyncGenerator<string> {
    yield* csvLines(tableOf([], fold, extra));
    let after: CorpusPost | undefined;
    for (let more = true; more;) {
      const at = after === undefined ? {} : { after };
      const page = await posts.list(imports, query, { ...at, limit: AT_ONCE, newest: order === "newest" });
      if (page.posts.length > 0) yield [...rowLines(tableOf(page.posts, fold, extra))].join("");
      after = page.posts.at(-1);
      more = page.more;
    }
  }
  return { name: "posts.csv", text: text() };
}

function tableOf(posts: readonly CorpusPost[], fold: CaseFold, extra: readonly string[]): Table {
  const level = new Map<string, Tlp>();
  const markingOf = (artifact: string): Tlp => {
    const known = level.get(artifact) ?? fold.marking(artifact)!.tlp;
    level.set(artifact, known);
    return known;
  };
  const column = (name: string, of: (post: CorpusPost) => string | null) => ({
    name,
    kind: "text" as const,
    values: posts.map((post) => of(post) ?? ""),
  });
  const columns = [
    column("marking", ({ artifactId }) => markingOf(artifactId)),
    column("time", ({ time }) => new Date(time).toISOString()),
    column("account", ({ account }) => account),
    column("text", (post) => post.text),
    column("language", ({ language }) => language),
    ...(["hashtags", "domains", "urls", "mentions"] as const).map((name) =>
      column(name, (post) => post[name].join(" ")),
    ),
    ...(["post", "reshare", "reply"] as const).map((name) => column(name, (post) => post[name])),
    column("artifact", ({ artifactId }) => artifactId),
    column("row", ({ row }) => String(row)),
    column("sha256", ({ sha256 }) => sha256),
    ...extra.map((name) => column(plain(name), (post) => post.extra[name] ?? null)),
  ];
  return { columns, length: posts.length, csv: "own" };
}
