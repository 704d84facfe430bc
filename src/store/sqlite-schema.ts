/**
 * What an SQLite file holds beside rows. A file may come from somebody else: a trigger in it could swallow or change what is written, a view
 * stand in the place of a table, and text that is no UTF-8 would end the process if the driver were asked for text.
 */
import type Database from "libsql";

const SELECT_SCHEMA =
  "SELECT CAST(type AS BLOB) AS type, CAST(name AS BLOB) AS name, CAST(sql AS BLOB) AS sql FROM sqlite_master ORDER BY name LIMIT 9";

/** Bytes as text, with a replacement character for what is no UTF-8: only to be compared and named. */
export const loose = (bytes: ArrayBuffer | null): string =>
  bytes === null ? "" : Buffer.from(bytes).toString("utf8");

/** A statement in one line, without space where none has to be. */
export const inOneLine = (sql: string): string =>
  sql
    .replaceAll(/\s+/g, " ")
    .replaceAll(/ ?([(),]) ?/g, "$1")
    .trim();

/** At most nine tables, indexes, triggers and views: `type name statement`, as `inOneLine` has it. */
export function schemaOf(db: Database.Database): readonly string[] {
  const found = db.prepare(SELECT_SCHEMA).all() as Record<"type" | "name" | "sql", ArrayBuffer | null>[];
  return found.map(({ type, name, sql }) => [loose(type), loose(name), inOneLine(loose(sql))].join(" "));
}
