// Changes one bit of one file of a case at a time, verifies the case, and says how that ended and whether what can be read is the same.
// Run by test/random-bits.test.ts, which starts it anew if a bit should end it.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { PlumblineError } from "../../dist/errors.js";
import { readRows } from "../../dist/store/log/log-file.js";
import { lookAtLog } from "../../dist/store/log/look.js";
import { verifyCase } from "../../dist/workbench/index.js";

const folder = process.argv[2];

async function verified() {
  try {
    const { holds, failure } = await verifyCase(folder);
    return { said: holds ? "unseen" : "found", why: failure ?? "" };
  } catch (error) {
    if (error instanceof PlumblineError) return { said: "found", why: error.line() };
    return { said: "raw", why: String(error) };
  }
}

/** Everything that the log and the corpus hold, as one hash. */
async function content() {
  const hash = createHash("sha256");
  const plain = (_, value) => (value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value);
  hash.update(
    JSON.stringify(
      lookAtLog(join(folder, "log.db"), (db) => readRows(db)),
      plain,
    ),
  );
  const instance = await DuckDBInstance.create(join(folder, "corpus.duckdb"), { access_mode: "READ_ONLY" });
  const connection = await instance.connect();
  const rows = async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson();
  for (const { name } of await rows("SELECT table_name AS name FROM duckdb_tables() ORDER BY name"))
    hash.update(JSON.stringify([name, await rows(`FROM ${JSON.stringify(name)} ORDER BY ALL`)]));
  connection.closeSync();
  instance.closeSync();
  return hash.digest("hex");
}

const right = await content();
/** @param {{ file: string, byte: number, bit: number }} flip */
async function tried({ file, byte, bit }) {
  const path = join(folder, file);
  const whole = readFileSync(path);
  const bytes = Buffer.from(whole);
  bytes[byte] ^= 1 << bit;
  writeFileSync(path, bytes);
  const end = await verified();
  const same = end.said === "unseen" ? (await content().catch(String)) === right : undefined;
  writeFileSync(path, whole);
  process.send({ ...end, same });
}
process.on("message", (flip) => void tried(flip));
process.send("ready");
