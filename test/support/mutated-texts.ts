/** Regular texts of shares in which cells, and here and there bytes, are changed at random. Invented names and addresses. */
import type { Random } from "../../src/kernel/random.ts";

export const MUTATED_ROWS = 300;

const ACCOUNTS = [
  ..."NA null NULL NaN None \\N N/A - 1.29E+18 1E+18 1e+18 1,5E+18 1.2E18 ##### 12345.0 1234567890123456789.0 1.5abc 1eabc".split(
    " ",
  ),
  ..."anna berta +49123456 e+10000 1294030472427835300 é́cole \u00a0anna anna\u2003 \u200banna \ufeffanna ａｎｎａ00 'anna' 1+1=2 a.0 abc.0".split(
    " ",
  ),
  "",
  " ",
  "  anna",
  "anna\t",
  "two words",
  'has "quotes"',
  "line\nend",
  "tab\there",
  "a,b,c",
  "=1+1",
];
const TIMES = [
  ..."1970-01-01T00:00:00Z 1969-12-31T23:59:59Z 1971-01-01T00:00:00Z 2999-12-31T23:59:59Z 3000-01-01T00:00:00Z 9999-12-31T23:59:59Z".split(
    " ",
  ),
  ..."2024-02-29T10:00:00Z 2023-02-29T10:00:00Z 2024-02-30T10:00:00Z 2024-13-01T10:00:00Z 2024-00-01T10:00:00Z 2024-01-00T10:00:00Z 2100-02-29T00:00:00Z".split(
    " ",
  ),
  ..."2024-01-01T24:00:00Z 2024-01-01T23:59:60Z 2024-01-01T10:00:00.5Z 2024-01-01T10:00:00+02:00 2024-01-01T10:00Z 2024-01-01 2024-1-1T10:00:00 2024-01-01t10:00:00z".split(
    " ",
  ),
  ..."1704067200 1704067200000 0 -1 null NA 2024/01/01 20240101T100000Z 31/01/2024".split(" "),
  "",
  "2024-01-01  10:00:00",
  "2024-01-01 10:00:00 ",
  " 2024-01-01 10:00:00",
  "2024-01-01 10:00:00z",
  "2024-01-01_10:00:00",
  "1 Jan 2024 10:00",
  "2024-01-01 1a:00:00",
];
const HOSTS = [
  ..."one.example a-b.example www.one.example m.one.example mobile.one.example mobi.example youtu.be youtube.com twitter.com twit.example".split(
    " ",
  ),
  ..."xn--bcher-kva.example a--b.example ampproject.org cdn.ampproject.org x.ampp.example amp.one.example one.amp.example one_two.example ONE.example".split(
    " ",
  ),
  ..."localhost one..example .one.example one.example. one.example:8080 user@one.example wwx.example ww.example mx.example münchen.example 127.0.0.1".split(
    " ",
  ),
];
const PATHS = [
  ..."/ /a /a/ /a/amp /amp/a /a.amp.html /sampler /amphora /a/../b /a/./b /.well /a. /a.. /a... /a… /a,b /a;b /a|b /a'b /a(b) /a%20b /a?b=c /a?utm_source=x /a#b".split(
    " ",
  ),
  ..."/a~b /a$b /a!b /a*b+c=d:e@f /A-B_c // /a//b /index.html /a\\b /é /a&b /a/xn--b /a/x--n /shorts/abcdefghijk".split(
    " ",
  ),
  "",
  "/a b",
  "/a http://two.example/b",
  "/a,https://two.example/c",
  '/a"b',
];
const NO_LINKS = [
  "",
  "NA",
  "null",
  "[]",
  "-",
  "none",
  "['https://one.example/a']",
  '["https://one.example/a", "https://two.example/b"]',
  "no link",
  "{}",
  "0",
];
const BYTES = [
  0, 9, 10, 13, 32, 34, 39, 43, 44, 45, 46, 47, 48, 58, 59, 63, 69, 90, 97, 101, 122, 124, 127, 0x80, 0xc3,
  0xe2, 0xff,
];

const pick = <T>(random: Random, list: readonly T[]): T => list[random.below(list.length)]!;

const SIGNS = " ,;|\"'+-._~/:?#%&=0123456789aAeEmpzZTé\u00a0\u2028";

/** A value with a character in it that was not there, or without one, or with another. */
function changed(random: Random, value: string): string {
  const at = random.below(value.length + 1);
  const sign = SIGNS.charAt(random.below(SIGNS.length));
  return value.slice(0, at) + pick(random, [sign, ""]) + value.slice(at + random.below(2));
}

interface Share {
  account: string;
  time: string;
  link: string;
}

function mutatedShare(random: Random, share: Share, times: boolean): void {
  const what = random.below(times ? 6 : 4);
  if (what === 0) share.account = pick(random, ACCOUNTS);
  else if (what === 1) share.account = changed(random, share.account);
  else if (what === 2)
    share.link =
      random.below(5) === 0
        ? pick(random, NO_LINKS)
        : pick(random, ["https://", "https://", "http://", "HTTPS://", "ftp://", ""]) +
          pick(random, HOSTS) +
          pick(random, PATHS);
  else if (what === 3) share.link = changed(random, share.link);
  else if (what === 4) share.time = pick(random, TIMES);
  else share.time = changed(random, share.time);
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** @returns the text, and how many changes were made in it */
export function mutatedText(random: Random): { readonly content: Buffer; readonly made: number } {
  const delimiter = pick(random, [",", ",", ",", ";", "\t", "|"]);
  const quoting = random.below(3);
  const zone = pick(random, ["Z", "Z", ""]);
  const between = pick(random, ["T", " "]);
  const times = random.below(2) === 0;
  const order = pick(random, [
    ["account", "time", "url", "more"],
    ["more", "url", "account", "time"],
    ["url", "time", "account"],
  ]);
  const field = (text: string) =>
    quoting === 2 ||
    (quoting === 1 && random.below(4) === 0) ||
    text.includes(delimiter) ||
    /["\r\n]/.test(text)
      ? quoted(text)
      : text;
  let made = 0;
  const lines = Array.from({ length: MUTATED_ROWS }, (_, i) => {
    const time = new Date(Date.UTC(2024, 0, 1) + 7000 * i).toISOString();
    const share = {
      account: `name-${random.below(40)}`,
      time: time.slice(0, 10) + between + time.slice(11, 19) + zone,
      link: `https://one.example/page-${random.below(60)}`,
    };
    if (random.below(2) === 0) {
      mutatedShare(random, share, times);
      made++;
    }
    const cells: Readonly<Record<string, string>> = {
      ...share,
      url: share.link,
      more: pick(random, ["", "x", 'say "so"', "é"]),
    };
    return order.map((name) => field(cells[name]!)).join(delimiter);
  });
  const mark = pick(random, ["", "", "\uFEFF"]);
  const end = pick(random, ["\n", "\n", ""]);
  const content = Buffer.from(`${mark}${[order.join(delimiter), ...lines].join("\n")}${end}`);
  if (random.below(4) > 0) return { content, made };
  content[random.below(content.length)] = pick(random, BYTES);
  return { content, made: made + 1 };
}
