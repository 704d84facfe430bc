/** Where a case stands, in one sentence that counts and judges nothing. */
import type { Overview, SectionCounts } from "../../../views/overview.ts";
import { capital, counted, listed, plural, spelled } from "../../../words.ts";
import { sayDated } from "../../components/dated.tsx";

export function sayState({ judgments, further, edition }: Overview, sections: SectionCounts): string {
  if (edition === undefined) return sayBefore(sections);
  const n = judgments.length + further;
  const dissents = judgments.filter(({ positions }) =>
    positions.some(({ holds }) => holds === "dissents"),
  ).length;
  const holds =
    dissents === 0
      ? ""
      : n === 1
        ? ", with a dissent"
        : `, ${dissents === n ? "all" : spelled(dissents)} of them with a dissent`;
  const what = `${spelled(n)} key ${plural(n, "judgment")}${holds}`;
  const { title, ceiling, published, blocked } = edition;
  if (published !== undefined)
    return `“${title}” was published at TLP:${ceiling} on ${sayDated(published.slice(0, 10))}: ${what}.`;
  const way = blocked === 0 ? "Nothing blocks its release" : `${started(blocked)} its release`;
  return `“${title}” is drafted at TLP:${ceiling}: ${what}. ${way}.`;
}

function started(n: number): string {
  return capital(`${spelled(n)} ${plural(n, "thing blocks", "things block")}`);
}

/** Before there is a draft. */
function sayBefore({ corpus, findings, evidence, questions, judgments }: SectionCounts): string {
  const parts = [
    ...(corpus === 0 ? [] : [counted(corpus, "post")]),
    ...(findings === 0 ? [] : [counted(findings, "finding")]),
    ...(evidence - findings <= 0
      ? []
      : [counted(evidence - findings, "claim or event", "claims and events")]),
    ...(questions === 0 ? [] : [counted(questions, "question")]),
    ...(judgments === 0 ? [] : [counted(judgments, "judgment")]),
  ];
  return parts.length === 0 ? "Nothing is in this case yet." : `${listed(parts)}; no edition is drafted.`;
}
