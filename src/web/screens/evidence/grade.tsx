/** Source and information are graded on separate steps: one gesture records one grade, never both. */
import type { SubmitEvent } from "react";
import type { Tlp } from "../../../model/marking.ts";
import type { LedgerItem } from "../../../views/reasoning.ts";
import { useDone } from "../../components/acts.tsx";
import { Choice, Field, FormEnd, MarkingField, WriteFor } from "../../components/fields.tsx";
import type { CaseInfo } from "../../data/cases.ts";
import { useDraft } from "../../data/drafts.ts";
import { inPlaceOf, useAppend } from "../../data/write.ts";
import { nameIn, useWritingFor } from "../../data/writing-for.ts";
import { useAddress } from "../../layout/address.ts";

const STEPS = {
  reliability: {
    title: "Grade the source",
    asks: "How reliable has this source been, whatever it says now? F: no basis to tell.",
    values: ["A", "B", "C", "D", "E", "F", "not assessed"],
  },
  credibility: {
    title: "Grade the information",
    asks: "How well does it hold beside everything else that is known, no matter who says it? 6: cannot be told.",
    values: ["1", "2", "3", "4", "5", "6", "not assessed"],
  },
} as const;

interface GradeForm extends Readonly<Record<string, string>> {
  readonly value: string;
  readonly why: string;
  readonly organisation: string;
  readonly tlp: Tlp;
}

export function Grade({
  item,
  aspect,
  about,
}: {
  readonly item: LedgerItem;
  readonly aspect: keyof typeof STEPS;
  readonly about: CaseInfo;
}) {
  const { caseName } = useAddress();
  const writing = useWritingFor(about);
  const done = useDone();
  const append = useAppend(caseName);
  const { title, asks, values } = STEPS[aspect];
  // The reliability of a claim is that of its speaker; of anything else, that of the item itself.
  const of = aspect === "reliability" ? (item.speaker?.ref ?? item.ref) : item.ref;
  const { form, set, clear, marking } = useDraft<GradeForm>(caseName, `${aspect} ${of}`, {
    value: "",
    why: "",
    organisation: writing?.ref ?? "",
    tlp: "AMBER+STRICT",
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const own = item.grades.findLast(
      (grade) =>
        grade.aspect === aspect &&
        grade.of === of &&
        grade.person === about.person &&
        grade.organisation.ref === form.organisation,
    );
    const onSuccess = () => {
      clear();
      done();
    };
    append.mutate(
      async () => [
        {
          type: "Appraisal",
          for: form.organisation,
          marking: marking.value,
          ...(await inPlaceOf(caseName, own?.ref, form.organisation)),
          body: {
            aspect,
            of,
            value: form.value,
            ...(form.why.trim() === "" ? {} : { why: form.why.trim() }),
          },
        },
      ],
      { onSuccess },
    );
  };
  return (
    <form className="form" onSubmit={submit} aria-label={title}>
      <h2>
        {title}: {aspect === "reliability" ? (item.speaker?.name ?? item.name) : item.name}
      </h2>
      <Choice
        legend={asks}
        name={aspect}
        values={values}
        value={form.value}
        onValue={(value) => set({ value })}
      />
      <Field label="Why">
        <textarea value={form.why} onChange={({ target }) => set({ why: target.value })} />
      </Field>
      <div className="side-by-side">
        <WriteFor about={about} value={form.organisation} onValue={(organisation) => set({ organisation })} />
        <MarkingField about={about} marking={marking} />
      </div>
      <FormEnd
        verb="Record this grade"
        whom={nameIn(about, form.organisation)}
        busy={append.isPending}
        disabled={form.value === ""}
        error={append.error}
        onCancel={done}
        onForget={clear}
      />
    </form>
  );
}
