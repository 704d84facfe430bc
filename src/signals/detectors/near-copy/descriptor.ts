/** What near-copy is, asks, takes and does not say: the source of its flags, form and page. */
import type { Descriptor } from "../../detector.ts";
import { EXPLANATIONS } from "./explanations.ts";
import { NEGATION_LANGUAGES } from "./negation.ts";

/** Clusters listed as candidates; the output holds all of them, and the first line of the run says how many more. */
export const LISTED_CLUSTERS = 40;
/** Texts of a cluster that the output quotes. */
export const QUOTED_TEXTS = 20;
/** Pairs inside a cluster that are compared for its lowest and median similarity. */
export const COMPARED_INSIDE = 300;

export const descriptor = Object.freeze<Descriptor>({
  id: "near-copy",
  version: "0.3.0",
  title: "Near-copy",
  question: "Which posts carry the same message in other words?",
  parameters: [
    {
      name: "similarity",
      title: "Similarity",
      help: "Least share of runs that two texts have in common, of all that either has (Jaccard). Hashtags at the end are left out where enough stands before them. Far below 0.8 unrelated texts with stock phrases are joined.",
      kind: "number",
      default: 0.8,
      min: 0.5,
      max: 1,
    },
    {
      name: "shingle",
      title: "Length of a run",
      help: "Letters in a run. Where a character stands for more than a letter, a run has fewer: of five letters two ideographs or kana, or three Hangul syllables. An emoji is one letter.",
      kind: "integer",
      default: 5,
      min: 2,
      max: 12,
      unit: "letters",
    },
    {
      name: "shortest",
      title: "Shortest text",
      help: "Least length of a text without links and mentions. Shorter ones, such as greetings, are never compared. An ideograph counts 2.5 letters, a Hangul syllable 2, a kana 1.5.",
      kind: "integer",
      default: 20,
      min: 2,
      max: 1000,
      unit: "letters",
    },
    {
      name: "minimum",
      title: "Minimum",
      help: "Least number of accounts whose posts are in a cluster that is reported.",
      kind: "integer",
      default: 2,
      min: 1,
      max: 10_000,
      unit: "accounts",
    },
  ],
  inputs:
    "Posts with account, time and text. Texts are compared without case, links, mentions, diacritics and invisible characters, with look-alike letters as one; empty and short ones are never objects.",
  posts: true,
  speaks: {
    category: "behavioural",
    to: ["coordinat", "steer", "directed", "operator", "copie", "copy", "wording", "script"],
  },
  nulls: [
    {
      name: "none",
      excludes: "nothing: it says how alike texts are, not how surprising that is",
      doesNotExclude:
        "chance, fashion, quotation and templates; for the question who posts them together, run co-share with the object near-copy",
    },
  ],
  explanations: EXPLANATIONS,
  limits: [
    "A cluster is a chain: each text is similar to another one of it, and the two ends can say different things. The lowest and the median similarity inside are reported.",
    "Similarity is of characters, not of meaning: a translation or a thorough rewording is not found, and one word (not) can turn the meaning of a near copy.",
    `Clusters whose texts differ in the number of words that deny are marked, in ${NEGATION_LANGUAGES}; in other languages nothing is marked, and a denial in other words (false, a lie) never is.`,
    "Hashtags at the end are left out as if they were none of the message, also where a sentence runs on into them; a text with too little before them is compared with its hashtags.",
    "Sets of runs are compared: repetitions do not count, and a change weighs more in a short text than in a long one.",
    "Pairs are found by sketches: a pair just similar enough is missed with a chance of at most half a percent, a more similar one with less; no pair is joined that an exact comparison would keep apart.",
    "Texts that share a long template and are not similar enough are compared among neighbours only; the number of pairs left out is reported.",
    "Digits and leet (h3llo), and look-alikes outside the documented table, are not folded.",
    `At most ${LISTED_CLUSTERS} clusters are listed; all are in the output, and the run says how many more there are.`,
    "There is no score per account, and no statement about who stands behind a cluster.",
  ],
  references: [
    {
      text: "Broder (1997). On the resemblance and containment of documents. Proceedings of Compression and Complexity of Sequences.",
      doi: "10.1109/SEQUEN.1997.666900",
    },
    {
      text: "Indyk, Motwani (1998). Approximate nearest neighbors: towards removing the curse of dimensionality. STOC.",
      doi: "10.1145/276698.276876",
    },
    {
      text: "Li, Owen, Zhang (2012). One permutation hashing. Advances in Neural Information Processing Systems 25. arXiv:1208.1259.",
    },
    {
      text: "Shrivastava (2017). Optimal densification for fast and accurate minwise hashing. ICML, PMLR 70:3154-3163. arXiv:1703.04664.",
    },
    {
      text: "Bawa, Condie, Ganesan (2005). LSH forest: self-tuning indexes for similarity search. WWW.",
      doi: "10.1145/1060745.1060840",
    },
    {
      text: "Pacheco, Hui, Torres-Lugo, Truong, Flammini, Menczer (2021). Uncovering coordinated networks on social media. ICWSM 15.",
      doi: "10.1609/icwsm.v15i1.18075",
    },
  ],
});
