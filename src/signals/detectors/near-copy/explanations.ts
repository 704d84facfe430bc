/** Ordinary reasons why accounts post nearly the same words, each with the check that would tell. */

export const EXPLANATIONS: readonly { readonly title: string; readonly check: string }[] = Object.freeze([
  {
    title: "Quotation, headline or share button",
    check:
      "Look for the same words on a public page older than the first post; share buttons and headlines spread them unasked.",
  },
  {
    title: "Template that a service fills in",
    check:
      "Look at what differs: a name, a number, a date or a place points to weather, sport, music, job or traffic services.",
  },
  {
    title: "Public call with words to copy",
    check:
      "Look for a petition, a letter to representatives or a campaign page that asks readers to post these words.",
  },
  {
    title: "Lyrics, prayer, proverb, greeting or joke",
    check: "Read the texts: words that many people know by heart are copied from memory and with mistakes.",
  },
  {
    title: "Retweets and comments kept as posts of their own",
    check: "Look whether the export writes reshared posts as texts, with or without `RT @name`.",
  },
  {
    title: "One person with several accounts, or one newsroom",
    check: "Look for accounts that say so, and for a declared common publisher.",
  },
]);
