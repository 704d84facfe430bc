/** Rival answers of a question that is asked: one a line. */
import { Field } from "./fields.tsx";

/** The answers that are typed, without empty lines. */
export function hypothesesIn(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** As a Question holds them: a place never changes its meaning. */
export function hypothesesOf(text: string): readonly { readonly id: string; readonly text: string }[] {
  return hypothesesIn(text).map((one, at) => ({ id: `h${at + 1}`, text: one }));
}

export function HypothesesField({
  label = "Hypotheses, one a line",
  value,
  onValue,
}: {
  readonly label?: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
}) {
  return (
    <Field
      label={label}
      help={`${hypothesesIn(value).length} so far. The dull answer is one of them: chance, habit, a newsroom at work.`}
    >
      <textarea rows={4} value={value} onChange={({ target }) => onValue(target.value)} />
    </Field>
  );
}
