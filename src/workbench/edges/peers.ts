/**
 * A staged file as the peers read it: by their own column names, values as they stand in the file. Only account and time
 * are mapped, so that every other column comes through untouched; empty cells are "".
 *
 * Memory: all text of the columns read. The peers hold as much.
 */
import { join } from "node:path";
import { PlumblineError } from "../../errors.ts";
import type { Staged } from "../../ingest/index.ts";
import type { CntMessages, CooRTweetShares } from "../../signals/index.ts";
import { Database } from "../../store/corpus/database.ts";
import { literal } from "../../store/corpus/sql.ts";
import { extraColumn, POSTS_FILE } from "../../store/corpus/staged.ts";

export const coortweetMapping = "account=account_id,time=timestamp_share";
export const cntMapping = "account=user_id,time=timestamp";

const MEMORY_MB = 512;
/** Rows that are held boxed at a time. */
const PAGE = 50_000;

/** @throws PlumblineError MAPPING_WRONG if a column is missing. */
export async function coortweetShares(staged: Staged, folder: string): Promise<CooRTweetShares> {
  const { account, seconds, extra } = await read(staged, folder, ["object_id", "content_id"]);
  return { object: extra["object_id"]!, account, content: extra["content_id"]!, time: seconds };
}

/** @throws PlumblineError MAPPING_WRONG if a column is missing. */
export async function cntMessages(staged: Staged, folder: string): Promise<CntMessages> {
  const names = ["message_id", "repost_id", "reply_id", "message", "urls"];
  const { account, seconds, extra } = await read(staged, folder, names);
  return {
    message_id: extra["message_id"]!,
    user_id: account,
    repost_id: extra["repost_id"]!,
    reply_id: extra["reply_id"]!,
    message: extra["message"]!,
    timestamp: seconds,
    urls: extra["urls"]!,
  };
}

interface Rows {
  readonly account: string[];
  readonly seconds: Float64Array;
  readonly extra: Readonly<Record<string, string[]>>;
}

async function read({ report, stagedPath }: Staged, folder: string, names: readonly string[]): Promise<Rows> {
  const places = names.map((name) => report.extra.indexOf(name));
  const missing = names.filter((_, i) => places[i]! < 0);
  if (missing.length > 0)
    throw new PlumblineError("MAPPING_WRONG", `The file has no column ${missing.join(", ")}.`, {
      hint: `This mode reads the peer's own columns by name. Columns: ${report.columns.join(", ")}.`,
    });
  const cells = places.map((place, i) => `coalesce(${extraColumn(place)}, '') AS e${i}`);
  const posts = literal(join(stagedPath, POSTS_FILE));
  const account: string[] = [];
  const seconds: number[] = [];
  const extra = Object.fromEntries(names.map((name) => [name, [] as string[]]));
  const database = await Database.open(join(folder, "peers.duckdb"), { memoryMb: MEMORY_MB, threads: 2 });
  try {
    const [last] = await database.rows(`SELECT max(row)::INTEGER AS row FROM read_parquet(${posts})`);
    for (let from = 0; from <= Number(last?.["row"]); from += PAGE) {
      const page = await database.rows(
        `SELECT account, (time_ms / 1000)::DOUBLE AS seconds, ${cells.join(", ")} FROM read_parquet(${posts})
          WHERE row >= ${from} AND row < ${from + PAGE} ORDER BY row`,
      );
      for (const row of page) {
        account.push(String(row["account"]));
        seconds.push(Number(row["seconds"]));
        names.forEach((name, i) => extra[name]!.push(String(row[`e${i}`])));
      }
    }
  } finally {
    database.close();
  }
  return { account, seconds: Float64Array.from(seconds), extra };
}
