/** The peers' files as columns, for tests: inputs as the parity modes take them, outputs as rows of text. */
import { readFileSync } from "node:fs";
import type { CntMessages } from "../../src/signals/parity/cnt.ts";
import type { CooRTweetShares } from "../../src/signals/parity/coortweet.ts";

/** Rows of a CSV by column name: doubled quotes, line ends inside quotes, LF or CRLF, with or without a mark of order. */
export function readCsv(path: string): Record<string, string>[] {
  const text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)!.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'));
    if (end === "") break;
    if (end !== ",") rows.push([]);
  }
  const [header, ...body] = rows.filter((row) => row.length > 1 || row[0] !== "");
  return body.map((row) => Object.fromEntries(header!.map((name, i) => [name, row[i]!])));
}

const column = (rows: readonly Record<string, string>[], name: string): string[] =>
  rows.map((row) => row[name]!);
const numbers = (rows: readonly Record<string, string>[], name: string): Float64Array =>
  Float64Array.from(rows, (row) => Number(row[name]));

export function coortweetFile(path: string): CooRTweetShares {
  const rows = readCsv(path);
  return {
    object: column(rows, "object_id"),
    account: column(rows, "account_id"),
    content: column(rows, "content_id"),
    time: numbers(rows, "timestamp_share"),
  };
}

export function cntFile(path: string): CntMessages {
  const rows = readCsv(path);
  return {
    message_id: column(rows, "message_id"),
    user_id: column(rows, "user_id"),
    repost_id: column(rows, "repost_id"),
    reply_id: column(rows, "reply_id"),
    message: column(rows, "message"),
    timestamp: numbers(rows, "timestamp"),
    urls: column(rows, "urls"),
  };
}

/**
 * The synthetic messages in the form from which the toolkit's link, reply and text networks were made: each share as an
 * original message with a reply, a text and a link that name its object.
 */
export function linkedForm(messages: CntMessages): CntMessages {
  const numberOf = (object: string): string => object.slice(1);
  return {
    ...messages,
    repost_id: messages.repost_id.map(() => ""),
    reply_id: messages.repost_id,
    message: messages.repost_id.map((o) => `breaking news item number ${numberOf(o)} please share`),
    urls: messages.repost_id.map((o) => `https://example.org/${numberOf(o)}`),
  };
}
