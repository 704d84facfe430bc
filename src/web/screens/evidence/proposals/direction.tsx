/** Two documents have a passage in common and nothing says which had it first: a person says that this one has it from there. */
import type { SubmitEvent } from "react";
import { FormEnd } from "../../../components/fields.tsx";

export function Direction({
  title,
  onSaid,
  onCancel,
}: {
  /** Of the other document. */
  readonly title: string;
  readonly onSaid: () => void;
  readonly onCancel: () => void;
}) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onSaid();
  };
  return (
    <form className="form in-place" onSubmit={submit} aria-label="Which of the two came first">
      <p>
        Neither a date nor a name says which of the two had these words first. Where this document had them
        first, or both have them from a third, cancel and refuse.
      </p>
      <FormEnd
        verb={`This passage comes from “${title}”`}
        busy={false}
        disabled={false}
        error={undefined}
        onCancel={onCancel}
      />
    </form>
  );
}
