/** What a record is called in an answer: by its label, its title or its words, never by its id. */
import { useArtifacts } from "../../data/documents.ts";
import { useJudgments, useLedger, useQuestions } from "../../data/reasoning.ts";
import { useRecordsOf } from "../../data/records.ts";
import { kindOf } from "./rows.ts";

const MOST = 70;

/** @returns the name of a record; of one that no list of the page names, what it is */
export function useNames(caseName: string): (ref: string) => string {
  const judgments = useJudgments(caseName).data ?? [];
  const items = useLedger(caseName).data?.items ?? [];
  const questions = useQuestions(caseName).data ?? [];
  const artifacts = useArtifacts(caseName).data ?? [];
  const editions = useRecordsOf(caseName, "Edition").data ?? [];
  const parties = useRecordsOf(caseName, "Party").data ?? [];
  const names = new Map<string, string>([
    ...items.map(({ ref, name, text }) => [ref, name === ref ? text : name] as const),
    ...artifacts.map(({ ref, body }) => [ref, body.title] as const),
    ...editions.map(({ record }) => [record.id, record.body.title] as const),
    ...parties.map(({ record }) => [record.id, record.body.name] as const),
    ...questions.map(({ ref, name }) => [ref, name] as const),
    ...judgments.flatMap(({ ref, label, positions, for: pro, against, context, wording }) => [
      [ref, label] as const,
      ...(wording === undefined ? [] : [[wording.ref, `wording of ${label}`] as const]),
      ...positions.map((one) => [one.ref, `${one.organisation.name} on ${label}`] as const),
      ...[pro, against, context]
        .flatMap(({ entries }) => entries)
        .map(
          (one) =>
            [
              one.ref,
              `what stands ${one.stands === "context" ? "as context" : one.stands} ${label}`,
            ] as const,
        ),
    ]),
  ]);
  return (ref) => {
    const [record = ref, part] = ref.split("#");
    const whole = names.get(ref) ?? (part === undefined ? undefined : partName(names.get(record), part));
    const name = whole ?? kindOf(ref);
    return name.length > MOST ? `${name.slice(0, MOST - 1)}…` : name;
  };
}

/** `H2 of Q3` */
const partName = (question: string | undefined, part: string): string | undefined =>
  question === undefined ? undefined : `${part.toUpperCase()} of ${question}`;
