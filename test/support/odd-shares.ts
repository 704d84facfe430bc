/** Posts of odd accounts, times and links, made at random: what files really hold, and what somebody could put there. */
import type { Random } from "../../src/kernel/random.ts";

const ACCOUNTS = [
  "anna",
  "berta",
  "carl",
  "dora",
  "eve",
  "Frida",
  "ERIKA",
  "名前",
  "a+b",
  "x.0",
  "12345678901234567",
];
const ODD_ACCOUNTS = [
  null,
  "",
  " ",
  " anna",
  "anna ",
  "\u00a0berta",
  "NULL",
  "nan",
  "None",
  "1.23E+18",
  "1.2E18",
  "1604281548.0",
  "####",
  "1294030472427835392.0",
  "123456789012345600",
  "\t",
  "=carl",
  "a,b",
  'say "x"',
  "\u200b",
  "E",
  "a",
];
export const SITES = [
  "one.example",
  "www.two.example",
  "m.three.example",
  "news.example",
  "amp.four.example",
  "youtu.be",
  "twitter.com",
  "youtube.com",
  "mobile.five.example",
  "ampproject.org",
  "UPPER.example",
  "xn--mnchen-3ya.example",
  "co.uk",
  "x_y.example",
];
export const PATHS = [
  "/",
  "/a",
  "/a/",
  "/story-1",
  "/story-1/amp",
  "/example/amp/",
  "/camp/ing",
  "/a..b",
  "/./a",
  "/a/../b",
  "/dQw4w9WgXcQ",
  "/a?utm_source=x",
  "/a?id=1&utm_medium=y",
  "/a?",
  "/a#top",
  "/%41",
  "/a.amp.html",
  "/a...",
  "/a.",
  "/a…",
  "/a,",
  "/a;b",
  "/a|b",
  "/a'b",
  "/(a)",
  "/a[1]",
  "/ä",
  "/url?q=https://one.example/a",
  "",
  "?x=1",
  "/a&amp;b",
  "/status/12?s=20",
  "/a/https://one.example/b",
];
const ODD_CELLS = [
  null,
  "",
  " ",
  "NULL",
  "null",
  "[]",
  "[removed]",
  "-",
  "n/a",
  "\u200b",
  "...",
  "https://",
  "http://one",
  "one.example/a",
  "one.example",
  "https://one.example/a, https://one.example/b",
  "https://one.example/a https://one.example/a",
  "https://one.example/a,https://two.example/b",
  '["https://one.example/a","https://www.one.example/a"]',
  "['https://one.example/b', 'https://one.example/cut…']",
  "[https://one.example/a, https://one.example/b]",
  '{"url":"https://one.example/a"}',
  '[{"expanded_url":"https://one.example/a"}]',
  '[{"what":"https://one.example/a"}]',
  "{'x':",
  "https://one.example/cut…",
  "https://one.example/cut...",
  '"https://one.example/a"',
  " https://one.example/a ",
  "HTTPS://ONE.EXAMPLE/a",
  "ftp://one.example/a",
  "https://one.example:443/a",
  "http://user@one.example/a",
  "see https://one.example/a.",
  "https://one.example/a|https://one.example/b",
  "a(b)",
  "https://one.example/a\nhttps://one.example/b",
];

export interface Row {
  readonly account: string | null;
  readonly time: string | null;
  readonly url: string | null;
  readonly extra: string | null;
}

export interface Made {
  readonly rows: readonly Row[];
  readonly types: { readonly account: string; readonly time: string };
}

/** A file of few accounts and links, so that they meet; how odd it is differs from file to file. */
export function makeRows(random: Random): Made {
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)]!;
  const chance = (share: number) => random.uniform() < share;
  const odd = pick([0, 0, 0.05, 0.3]);
  const oddLinks = pick([0, 0.1, 0.5]);
  const type = pick(["TIMESTAMP", "TIMESTAMP", "TIMESTAMP_MS", "TIMESTAMPTZ", "DATE", "VARCHAR", "BIGINT"]);
  const ordered = chance(0.6);
  const stepMs = pick([1, 1000, 1000, 1000, 60_000, 3_600_000]);
  const links = Array.from(
    { length: 4 + random.below(8) },
    () => `${pick(["https", "https", "http"])}://${pick(SITES)}${pick(PATHS)}`,
  );
  const plain = Array.from({ length: 6 }, (_, i) => `https://plain.example/page-${i}`);
  let ms = Date.UTC(2031, 4, 1) + 1000 * random.below(100);
  const rows = Array.from({ length: 1 + random.below(60) }, (): Row => {
    ms += stepMs * random.below(ordered ? 9 : 20) * (ordered || chance(0.5) ? 1 : -1);
    const iso = new Date(Math.floor(ms / stepMs) * stepMs).toISOString();
    const oddTimes =
      type === "VARCHAR"
        ? [
            null,
            "",
            "yesterday",
            "2031-05-01",
            "2031-13-01 00:00:00",
            "1970-01-01T00:00:00Z",
            iso.slice(0, 16),
            iso.slice(0, 19),
            `${iso.slice(0, 19)}+02:00`,
            "9999-12-31 00:00:00",
          ]
        : type === "BIGINT"
          ? [null, "0", "-1"]
          : type === "DATE"
            ? [null, "0001-01-01", "infinity"]
            : [null, "1970-01-01 00:00:00", "0001-01-01 00:00:00", "infinity", "9999-12-31 00:00:00"];
    const time =
      type === "BIGINT"
        ? String(Math.floor(ms / 1000))
        : type === "VARCHAR" && stepMs >= 1000
          ? `${iso.slice(0, 19)}Z`
          : iso;
    return {
      account: chance(odd) ? pick(ODD_ACCOUNTS) : pick(ACCOUNTS),
      time: chance(odd / 2) ? pick(oddTimes) : time,
      url: chance(odd) ? pick(ODD_CELLS) : chance(oddLinks) ? pick(links) : chance(0.05) ? null : pick(plain),
      extra: pick(["x", "1.23E+18", null]),
    };
  });
  const twice = chance(0.3) ? [...rows, ...rows.slice(-3)] : rows;
  return { rows: twice, types: { account: chance(0.05) ? "BIGINT" : "VARCHAR", time: type } };
}
