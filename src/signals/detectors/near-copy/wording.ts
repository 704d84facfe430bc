/** The sentences of near-copy: who posted the same message, when, in how many wordings, and how alike they are. */
import { count, counted, percentOf, plural } from "../../../words.ts";
import { between } from "../../shared/dates.ts";
import { period } from "../../shared/posts.ts";
import type { TextAnalysis } from "./analyse.ts";
import type { Cluster, Clusters } from "./clusters.ts";
import { LISTED_CLUSTERS } from "./descriptor.ts";
import type { Words } from "../../shared/said.ts";

type PlainWords = Omit<Words, "method">;

const whole = (share: number): string => percentOf(share, 1);

export function clusterWords(analysis: TextAnalysis, cluster: Cluster): PlainWords {
  const { accounts, texts, posts, id, negation } = cluster;
  const what = negation === undefined ? "one message" : "nearly the same words";
  const { from, to } = period(posts);
  return {
    title: `Near copies, cluster ${id}: ${counted(accounts.length, "account", "accounts")}, ${counted(texts.length, "text", "texts")}${negation === undefined ? "" : ", of which some deny and others do not"}`,
    sentence:
      `${counted(accounts.length, "account", "accounts")} posted ${what} in ${counted(texts.length, "text", "texts")}: ` +
      `${counted(posts.row.length, "post", "posts")}, ${between(from, to)}. ${denial(cluster)}${alike(analysis, cluster)} ` +
      `It was not tested whether this is more than chance: it says how alike the texts are, and nothing about who acted together.`,
    refutedBy:
      "Reading the texts, if a chain has joined different messages; or a public page, a template of a service or a " +
      "quotation older than the first post that accounts for the words.",
    comparison: comparison(analysis),
  };
}

/** The mark of a cluster in which some texts deny and others do not. */
function denial({ negation, texts }: Cluster): string {
  if (negation === undefined) return "";
  return (
    `${count(negation.texts)} of the ${count(texts.length)} texts ${plural(negation.texts, "holds", "hold")} more words ` +
    `that deny (such as not or never) than another: they can say the opposite, read both. `
  );
}

/** What is left after folding, and how similar that is inside the cluster. */
function alike(analysis: TextAnalysis, { forms, bodies, tagged, inside }: Cluster): string {
  const tags = tagged > 0 ? "the hashtags at their end, " : "";
  if (bodies === 1) {
    return `They differ in nothing but ${tags}case, white space, links, mentions, diacritics, the form of quotation marks and dashes, or look-alike letters.`;
  }
  const { similarity, shingle } = analysis;
  const rule =
    `Without case, links, mentions${tagged > 0 ? ", look-alike letters and hashtags at the end" : " and look-alike letters"} ` +
    `${count(tagged > 0 ? bodies : forms)} remain, each of which shares at least ${whole(similarity)} of its runs of ` +
    `${shingle} letters with another one`;
  const pairs = inside.all
    ? inside.pairs === 1
      ? "the one pair shares"
      : `of all ${count(inside.pairs)} pairs the least similar shares`
    : `of ${count(inside.pairs)} pairs drawn the least similar shares`;
  const median = inside.pairs === 1 ? "" : `, the median pair ${whole(inside.median)}`;
  const chain = inside.lowest < similarity ? "; the ends of such a chain can say different things" : "";
  return `${rule}; ${pairs} ${whole(inside.lowest)}${median}${chain}.`;
}

function comparison({ shares, tooShort, shortest, plan, similarity }: TextAnalysis): string {
  const short =
    tooShort === 0
      ? ""
      : `; ${counted(tooShort, "text", "texts")} under ${shortest} letters without links and mentions ${plural(tooShort, "was", "were")} not compared`;
  return (
    `All ${counted(shares.objects, "distinct text", "distinct texts")} of ${counted(shares.accounts, "account", "accounts")} in scope with ` +
    `each other, by sketches that find a pair with a similarity of ${similarity} in about ${whole(Math.floor(1000 * plan.recall) / 1000)} of cases${short}. ` +
    "There is no null model. Texts outside the corpus were not looked at."
  );
}

/** The first line of every run: what was found, or that it was not, and in how much. */
export function runWords(analysis: TextAnalysis, found: Clusters, minimum: number): PlainWords {
  return {
    title: "Near copies: the run as a whole",
    sentence: [
      textsSentence(analysis, found),
      clustersSentence(found, minimum),
      ...remarks(analysis, found),
    ].join(" "),
    refutedBy:
      "Another run over the same files with the same parameters and version that gives other counts; the counts say " +
      "nothing about accounts or days that the files do not hold.",
    comparison: comparison(analysis),
  };
}

function textsSentence(analysis: TextAnalysis, { several, textsInSeveral }: Clusters): string {
  const { shares, forms, similarity, shingle } = analysis;
  const joined =
    several === 0
      ? "and none is like another"
      : `and ${counted(textsInSeveral, "text", "texts")} form ${counted(several, "cluster", "clusters")} of two or more`;
  return (
    `${counted(shares.objects, "distinct text", "distinct texts")} in ${counted(shares.length, "post", "posts")} of ` +
    `${counted(shares.accounts, "account", "accounts")}: without case, links, mentions and look-alike letters ` +
    `${count(forms)} of sufficient length remain, ${joined} (similarity ${similarity} on runs of ${shingle} letters).`
  );
}

function clustersSentence({ reported }: Clusters, minimum: number): string {
  const by = `${counted(minimum, "account", "accounts")} or more`;
  if (reported.length === 0) return `No cluster is by ${by}.`;
  const posts = reported.reduce((sum, cluster) => sum + cluster.posts.row.length, 0);
  return (
    `${counted(reported.length, "cluster is", "clusters are")} by ${by} and ${plural(reported.length, "holds", "hold")} ` +
    `${counted(posts, "post", "posts")}; they say how alike texts are, not who acted together.`
  );
}

function remarks({ tooShort, shortest, joined }: TextAnalysis, { reported }: Clusters): string[] {
  const said: string[] = [];
  if (tooShort > 0) {
    said.push(
      `${counted(tooShort, "text has", "texts have")} fewer than ${shortest} letters without links and mentions and ${plural(tooShort, "was", "were")} not compared.`,
    );
  }
  if (joined.notCompared > 0) {
    said.push(
      `${counted(joined.denseBuckets, "group", "groups")} of texts with a template in common ${plural(joined.denseBuckets, "was", "were")} too dense to compare in full: up to ${counted(joined.notCompared, "pair", "pairs")} in different clusters ${plural(joined.notCompared, "was", "were")} left out there.`,
    );
  }
  const marked = reported.filter(({ negation }) => negation !== undefined).length;
  if (marked > 0) {
    said.push(
      `In ${counted(marked, "cluster", "clusters")} some texts hold more words that deny than others.`,
    );
  }
  if (reported.length > LISTED_CLUSTERS) {
    said.push(
      `Listed here are the largest ${LISTED_CLUSTERS}; the output holds ${count(reported.length - LISTED_CLUSTERS)} more.`,
    );
  }
  return said;
}
