/** Ordinary explanations of a change; those that a run can look at get what it measured beside them. */
import type { Explained } from "../../../model/finding.ts";

export const EXPLANATIONS = Object.freeze([
  {
    title: "Everybody turned to it",
    predicts: "Posts outside the group change on the same days.",
    check:
      "Compare with accounts of the same language and weeks that have nothing to do with the group; read what they wrote on these days.",
  },
  {
    title: "A gap in the collection, or another collection from then on",
    predicts: "Days without posts or with far too few lie next to the change, or all posts change with it.",
    check: "Ask who collected how the query, the limit or the account list changed, and on which day.",
  },
  {
    title: "The rest fell silent",
    predicts: "The number of posts on it stays as it was; the share rises because there are fewer others.",
    check: "Look at counts beside shares, and for accounts that were suspended or left.",
  },
  {
    title: "One account",
    predicts: "Without the account with most posts there is no change.",
    check: "Read that account's posts; find out whether others took part at all.",
  },
  {
    title: "An event that was not declared",
    predicts: "The posts of the first days link to, quote or name it.",
    check: "Read the posts of the first two days; search the news of the days inside the interval.",
  },
  {
    title: "A habit of the calendar",
    predicts: "The same change in the same week of other years, or every month.",
    check: "Collect a longer stretch, with the same weeks of another year.",
  },
] satisfies Explained[]);
