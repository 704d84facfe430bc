/** What preference is, asks, takes and does not say: the source of its flags, form and page. */
import type { Descriptor } from "../../detector.ts";

export const EXPLANATIONS = [
  {
    title: "Attention is not favour",
    predicts: "the one who is named more is attacked, or is in the news",
    check: "Have a random sample of the posts coded by two people, and run this with the codes.",
  },
  {
    title: "The news named one of them more",
    predicts: "others write of them in the same proportion in the same weeks",
    check:
      "Run this with a comparison of the same language, and look at a week in which the other was in the news.",
  },
  {
    title: "A few busy accounts",
    predicts: "without the largest account the share is another",
    check: "See the share without the largest account, and how many accounts hold half of the mentions.",
  },
  {
    title: "Names that mean somebody else",
    predicts: "many posts are named by one alias alone",
    check:
      "Read posts of each name in the table of names; give those who could be meant as further subjects.",
  },
] as const;

export const descriptor = Object.freeze<Descriptor>({
  id: "preference",
  version: "0.1.0",
  title: "Preference",
  question: "Of which of two subjects does a group speak more, and whom does it favour?",
  parameters: [
    {
      name: "group",
      title: "Group",
      help: "The accounts that are asked about: a finding, a column and its value (column:NAME=VALUE), or names between commas. At least five accounts that mention a subject, none with more than half of the mentions.",
      kind: "input",
      takes: "group",
      default: "",
    },
    {
      name: "subjects",
      title: "Subjects",
      help: "Parties: the first two are compared; further ones are others who could be meant by the same names. Aliases are whole words; one with a star goes on inside a word (*name*).",
      kind: "input",
      takes: "subjects",
      default: "",
    },
    {
      name: "comparison",
      title: "Comparison",
      help: "Accounts with whom the group is compared, in the same period. Accounts of the group are left out of it.",
      kind: "input",
      takes: "group",
      default: "",
    },
    {
      name: "in",
      title: "Looked for in",
      help: "The text of posts, or the name of a column that says what each post is about.",
      kind: "text",
      default: "text",
    },
    {
      name: "where",
      title: "Only posts with",
      help: "A column and its value (language=English), for group and comparison alike.",
      kind: "text",
      default: "",
    },
    { name: "from", title: "From", help: "First day, as YYYY-MM-DD.", kind: "text", default: "" },
    { name: "to", title: "To", help: "Last day, as YYYY-MM-DD.", kind: "text", default: "" },
    {
      name: "codes",
      title: "Codes",
      help: "A codebook with which people coded posts of the group.",
      kind: "input",
      takes: "codes",
      default: "",
    },
    {
      name: "for-first",
      title: "Favours the first",
      help: "Codes that say so, between commas: for the first, or against the second.",
      kind: "text",
      default: "",
    },
    {
      name: "for-second",
      title: "Favours the second",
      help: "Codes that say so, between commas.",
      kind: "text",
      default: "",
    },
    {
      name: "sample",
      title: "The coded posts are",
      help: "Whether the coded posts were drawn at random. Only then can they stand for the others.",
      kind: "choice",
      choices: ["not stated", "random"],
      default: "not stated",
    },
    {
      name: "score",
      title: "Score",
      help: "A column with a number from -1 (for the second) to 1 (for the first) for each post, from a lexicon or a model. It is corrected by the codes, and never used alone.",
      kind: "text",
      default: "",
    },
  ],
  inputs:
    "Posts with account, time and text; two subjects; a group; a comparison, codes and a score where there are some.",
  posts: true,
  speaks: {
    category: "contextual",
    to: ["prefer", "favour", "favor", "support", "oppos", "help", "harm", "denigrat", "discredit", "backed"],
  },
  nulls: [
    {
      name: "labels of accounts permuted",
      excludes: "that accounts of group and comparison, dealt anew, would differ as much",
      doesNotExclude:
        "that they differ for reasons that have nothing to do with being steered: country, audience, trade",
    },
  ],
  explanations: [...EXPLANATIONS],
  limits: [
    "Volume is attention, not favour: a group that attacks somebody names them most. By volume alone nothing is more than a candidate.",
    "Sentiment is not stance: a lexicon or a column alone is never an answer. It is corrected by coded posts, or left out.",
    "A coded sample stands for the others only if it was drawn at random. That is stated by a person, and printed.",
    "The interval is over accounts. It does not hold what coders have in common, such as a codebook that is wrong.",
    "With few accounts, or some that post most, intervals are wide: the effective number of accounts is printed.",
    "Group only: of fewer than five accounts that mention a subject, or where one has more than half of the mentions, nothing is said. No account gets a figure.",
    "A post that names both counts for both. A name that two subjects bear counts for neither, and is listed.",
    "Words that distinguish are those of posts that name a subject, used by five accounts or more. They stand in the result, not in the finding.",
  ],
  references: [
    {
      text: "Efron (1987). Better bootstrap confidence intervals. Journal of the American Statistical Association 82.",
      doi: "10.1080/01621459.1987.10478410",
    },
    {
      text: "Hesterberg (2015). What teachers should know about the bootstrap. The American Statistician 69.",
      doi: "10.1080/00031305.2015.1089789",
    },
    {
      text: "Chung, Romano (2013). Exact and asymptotically robust permutation tests. Annals of Statistics 41.",
      doi: "10.1214/13-AOS1090",
    },
    {
      text: "Angelopoulos, Bates, Fannjiang, Jordan, Zrnic (2023). Prediction-powered inference. Science 382.",
      doi: "10.1126/science.adi6000",
    },
    {
      text: "Bestvater, Monroe (2022). Sentiment is not stance: target-aware opinion classification for political text analysis. Political Analysis.",
      doi: "10.1017/pan.2022.10",
    },
    {
      text: "Monroe, Colaresi, Quinn (2008). Fightin' words: lexical feature selection and evaluation for identifying the content of political conflict. Political Analysis 16.",
      doi: "10.1093/pan/mpn018",
    },
  ],
});
