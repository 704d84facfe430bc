/** Ordinary explanations of a co-share, each with the check that would tell. Not one of them is ruled out by a null. */

export interface Explanation {
  readonly title: string;
  readonly check: string;
}

export const EXPLANATIONS: readonly Explanation[] = Object.freeze([
  {
    title: "Syndicated headline or share button",
    check:
      "Look for the same wording on a public page older than the first post; a share button adds a fixed phrase to each.",
  },
  {
    title: "Newsroom, agency or local editions of one publisher",
    check:
      "Look up whether the accounts declare a common publisher, and whether the objects are its headlines.",
  },
  {
    title: "Fan club, campaign day or hashtag game",
    check:
      "Look for a public call with the time and the words, and for accounts outside the group that followed it too.",
  },
  {
    title: "One person with several accounts",
    check:
      "Look for accounts that say so, and for profiles, clients and topics that differ in nothing but the name.",
  },
  {
    title: "One scheduler with several customers",
    check:
      "Compare the posting client, and minutes past the hour; customers of one tool share its clock but not their texts.",
  },
  {
    title: "One feed that all of them follow or repost automatically",
    check:
      "Look for an earlier public copy of each object; if most have one with the same delay, the feed explains them.",
  },
]);

/** Offered where one object carries at least half of a group's pairs. */
export const STOCK_PHRASE: Explanation = Object.freeze({
  title: "Stock phrase",
  check: "Read the five objects that carry most pairs, set them aside, and run again: does the group remain?",
});
