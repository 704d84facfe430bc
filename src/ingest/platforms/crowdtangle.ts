/**
 * CSV of CrowdTangle, for Facebook and Instagram. Each time carries the zone that the person who exported had chosen, as an
 * abbreviation; RFC 5322 gives those of the United States their offsets. `Final Link` is where `Link` leads to.
 */
import type { Platform, Post } from "./contract.ts";
import { counts, firstText, handle, has, text } from "./values.ts";

const OFFSETS: Readonly<Record<string, string>> = {
  UT: "Z",
  UTC: "Z",
  GMT: "Z",
  EST: "-05:00",
  EDT: "-04:00",
  CST: "-06:00",
  CDT: "-05:00",
  MST: "-07:00",
  MDT: "-06:00",
  PST: "-08:00",
  PDT: "-07:00",
};

/** A time with its zone as an offset; as it was written where the zone is another. */
export function withOffset(value: unknown): string | undefined {
  const written = text(value)?.trim();
  const found = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?) ([A-Z]{2,4})$/.exec(written ?? "");
  const offset = found === null ? undefined : OFFSETS[found[3]!];
  return found === null || offset === undefined ? written : `${found[1]}T${found[2]}${offset}`;
}

const METRICS = [
  "Total Interactions",
  "Likes",
  "Comments",
  "Shares",
  "Love",
  "Wow",
  "Haha",
  "Sad",
  "Angry",
  "Care",
  "Post Views",
];

export const crowdtangle = Object.freeze<Platform>({
  id: "crowdtangle",
  version: "1",
  title: "CrowdTangle CSV, Facebook and Instagram",
  page: "meta",
  form: "table",
  notes: [
    "EST, EDT and the other zones of the United States are read with the offsets that RFC 5322 gives them.",
  ],
  recognises: ([first]) =>
    first !== undefined &&
    has(first, "User Name", "Post Created") &&
    (has(first, "Page Name") || has(first, "Group Name") || has(first, "Account")),
  rows(row): Post[] {
    const link = firstText(row["Final Link"], row["Link"]);
    const id = firstText(row["Facebook Id"], row["Platform Id"]);
    const own = text(row["URL"]);
    // Without a link a post is said to link to itself, or to its own picture.
    const shared =
      link === undefined || link === own || /^(?:Photo|Album|Video|Carousel)/i.test(text(row["Type"]) ?? "")
        ? []
        : [link];
    return [
      {
        account:
          handle(row["User Name"]) ?? firstText(id, row["Page Name"], row["Group Name"], row["Account"]),
        accountId: id,
        accountName: firstText(row["Page Name"], row["Group Name"], row["Account"]),
        post: own,
        time: withOffset(row["Post Created"]),
        timeFrom: "Post Created",
        text: [text(row["Message"]), has(row, "Message") ? undefined : text(row["Description"])]
          .filter(Boolean)
          .join("\n"),
        urls: shared,
        media: text(row["Photo"]) === undefined ? undefined : [text(row["Photo"])!],
        metrics: counts(row, METRICS),
      },
    ];
  },
});
