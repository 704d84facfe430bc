/** Probabilities over the whole set, stated by one organisation; how far they are from adding up is shown, never mended. */
import type { SubmitEvent } from "react";
import type { MatrixView } from "../../../views/matrix.ts";
import type { Tlp } from "../../../model/marking.ts";
import { percentInColumn } from "../../../words.ts";
import { partOf } from "./pick.ts";
import { useDone } from "../../components/acts.tsx";
import { Field, FormEnd, MarkingField, WriteFor } from "../../components/fields.tsx";
import type { CaseInfo } from "../../data/cases.ts";
import { useDraft } from "../../data/drafts.ts";
import { inPlaceOf, useAppend } from "../../data/write.ts";
import { nameIn, useWritingFor } from "../../data/writing-for.ts";
import { useAddress } from "../../layout/address.ts";

interface ElicitForm extends Readonly<Record<string, string>> {
  readonly organisation: string;
  readonly tlp: Tlp;
}

export function Elicit({ matrix, about }: { readonly matrix: MatrixView; readonly about: CaseInfo }) {
  const { caseName } = useAddress();
  const writing = useWritingFor(about);
  const done = useDone();
  const append = useAppend(caseName);
  const { form, set, clear, marking } = useDraft<ElicitForm>(
    caseName,
    `probabilities ${matrix.question.ref}`,
    {
      organisation: writing?.ref ?? "",
      tlp: "AMBER+STRICT",
    },
  );
  const stated = matrix.hypotheses.flatMap(({ ref }) => {
    const text = form[ref] ?? "";
    const value = Number(text);
    return text !== "" && value >= 0 && value <= 100 ? [[partOf(ref), value / 100] as const] : [];
  });
  const sum = stated.reduce((total, [, value]) => total + value, 0);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const sets = matrix.probabilities === "not applicable" ? [] : matrix.probabilities.sets;
    const own = sets.find(
      ({ person, organisation }) => person === about.person && organisation.ref === form.organisation,
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
          body: { aspect: "probabilities", of: matrix.question.ref, value: Object.fromEntries(stated) },
        },
      ],
      { onSuccess },
    );
  };
  return (
    <form className="form" onSubmit={submit} aria-label="State probabilities">
      <h2>State probabilities over the whole set</h2>
      {matrix.hypotheses.map(({ ref, text }, at) => (
        <Field key={ref} label={`H${at + 1}: ${text}`}>
          <span className="percent">
            <input
              type="number"
              min={0}
              max={100}
              step="any"
              value={form[ref] ?? ""}
              onChange={({ target }) => set({ [ref]: target.value })}
            />{" "}
            %
          </span>
        </Field>
      ))}
      <output className="soft">
        {stated.length} of {matrix.hypotheses.length} stated; they add up to {percentInColumn(sum)}
        {stated.length === matrix.hypotheses.length && Math.abs(sum - 1) > 1e-9
          ? `, ${(Math.abs(sum - 1) * 100).toFixed(1)} points ${sum > 1 ? "too many" : "too few"}. They are recorded as stated; the nearest coherent set is shown beside them.`
          : "."}
      </output>
      <div className="side-by-side">
        <WriteFor about={about} value={form.organisation} onValue={(organisation) => set({ organisation })} />
        <MarkingField about={about} marking={marking} />
      </div>
      <FormEnd
        verb="Record these probabilities"
        whom={nameIn(about, form.organisation)}
        busy={append.isPending}
        disabled={stated.length === 0}
        error={append.error}
        onCancel={done}
        onForget={clear}
      />
    </form>
  );
}
