/**
 * CSV of CrowdTangle, for Facebook and Instagram. Each time carries the zone that the person who exported had chosen, as an
 * abbreviation, which the reader of times knows. `Final Link` is where `Link` leads to.
 */
import type { Platform, Post } from "./contract.ts";
import { counts, firstText, handle, has, number, text } from "./values.ts";

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
        accountCreated: text(row["Page Created"]),
        accountFollowers: number(
          firstText(row["Followers at Posting"], row["Likes at Posting"])?.replaceAll(",", ""),
        ),
        post: own,
        time: text(row["Post Created"]),
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
