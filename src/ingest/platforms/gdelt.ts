/**
 * GDELT 2: the tables of events and of mentions, which have tabs, no header, and times in UTC. An account is the site that reports. An
 * event is what several sites mention: it stands as the repost, so that co-share can ask for it.
 */
import type { Platform, Post, Source } from "./contract.ts";
import { counts, target, text } from "./values.ts";

const actor = (n: number) =>
  "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
    .split(" ")
    .map((name) => `Actor${n}${name}`);
const place = (of: string) =>
  "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"
    .split(" ")
    .map((name) => `${of}Geo_${name}`);

const EVENTS = [
  ..."GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split(" "),
  ...actor(1),
  ...actor(2),
  ..."IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone".split(
    " ",
  ),
  ...place("Actor1"),
  ...place("Actor2"),
  ...place("Action"),
  ..."DATEADDED SOURCEURL".split(" "),
];
const MENTIONS =
  "GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier SentenceID Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen MentionDocTone MentionDocTranslationInfo Extras".split(
    " ",
  );

const digits = (row: Source, name: string, length: number) =>
  new RegExp(`^\\d{${length}}$`).test(text(row[name]) ?? "");
/** 20240131123000 as ISO 8601. */
const stamp = (value: unknown) =>
  text(value)?.replace(/^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/, "$1-$2-$3T$4:$5:$6Z");
const siteOf = (address: string | undefined) =>
  /^https?:\/\/(?:www\.)?([^/:?#]+)/i.exec(address ?? "")?.[1]?.toLowerCase();

export const gdeltEvents = Object.freeze<Platform>({
  id: "gdelt-events",
  version: "1",
  title: "GDELT 2 events",
  page: "news",
  form: "table",
  header: EVENTS,
  recognises: ([first]) =>
    first !== undefined && digits(first, "SQLDATE", 8) && digits(first, "DATEADDED", 14),
  rows(row): Post[] {
    const address = text(row["SOURCEURL"]);
    return [
      {
        account: siteOf(address),
        accountId: siteOf(address),
        post: text(row["GLOBALEVENTID"]),
        time: stamp(row["DATEADDED"]),
        timeFrom: "DATEADDED",
        urls: address === undefined ? [] : [address],
        metrics: {
          ...counts(row, ["NumMentions", "NumSources", "NumArticles", "AvgTone", "GoldsteinScale"]),
          ...Object.fromEntries(
            ["EventCode", "Actor1Name", "Actor2Name", "ActionGeo_FullName"].flatMap((name) =>
              text(row[name]) === undefined ? [] : [[name, text(row[name])!]],
            ),
          ),
        },
      },
    ];
  },
});

export const gdeltMentions = Object.freeze<Platform>({
  id: "gdelt-mentions",
  version: "1",
  title: "GDELT 2 mentions",
  page: "news",
  form: "table",
  header: MENTIONS,
  recognises: ([first]) =>
    first !== undefined && digits(first, "EventTimeDate", 14) && digits(first, "MentionTimeDate", 14),
  rows(row): Post[] {
    const address = text(row["MentionIdentifier"]);
    return [
      {
        account: text(row["MentionSourceName"]),
        accountId: text(row["MentionSourceName"]),
        time: stamp(row["MentionTimeDate"]),
        timeFrom: "MentionTimeDate",
        urls: address !== undefined && /^https?:/i.test(address) ? [address] : [],
        repost: target(row["GLOBALEVENTID"]),
        metrics: counts(row, ["Confidence", "MentionDocTone", "MentionDocLen"]),
      },
    ];
  },
});
