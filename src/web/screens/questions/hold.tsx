/** An item new to the matrix: its first cells, one for each hypothesis, are recorded together. */
import type { SubmitEvent } from "react";
import type { MatrixView } from "../../../views/matrix.ts";
import type { Tlp } from "../../../model/marking.ts";
import { useDone } from "../../components/acts.tsx";
import { FormEnd, MarkingField, Select, WriteFor } from "../../components/fields.tsx";
import type { CaseInfo } from "../../data/cases.ts";
import { useDraft } from "../../data/drafts.ts";
import { useLedger } from "../../data/reasoning.ts";
import { useAppend } from "../../data/write.ts";
import { nameIn, useWritingFor } from "../../data/writing-for.ts";
import { useAddress } from "../../layout/address.ts";
import { VALUES } from "./pick.ts";

interface HoldForm extends Readonly<Record<string, string>> {
  readonly item: string;
  readonly organisation: string;
  readonly tlp: Tlp;
}

export function Hold({ matrix, about }: { readonly matrix: MatrixView; readonly about: CaseInfo }) {
  const { caseName } = useAddress();
  const writing = useWritingFor(about);
  const done = useDone();
  const append = useAppend(caseName);
  const ledger = useLedger(caseName).data;
  const { form, set, clear, marking } = useDraft<HoldForm>(caseName, `hold ${matrix.question.ref}`, {
    item: "",
    organisation: writing?.ref ?? "",
    tlp: "AMBER+STRICT",
  });
  const there = new Set(matrix.items.map(({ ref }) => ref));
  const cells = matrix.hypotheses.flatMap(({ ref }) => {
    const value = form[ref] ?? "";
    return value === "" ? [] : [{ ref, value }];
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const onSuccess = () => {
      clear();
      done();
    };
    append.mutate(
      cells.map(({ ref, value }) => ({
        type: "Appraisal" as const,
        for: form.organisation,
        marking: marking.value,
        body: { aspect: "consistency", of: form.item, against: ref, value },
      })),
      { onSuccess },
    );
  };
  return (
    <form className="form" onSubmit={submit} aria-label="Compare an item with the hypotheses">
      <h2>Compare an item with the hypotheses</h2>
      <Select
        label="Item of the ledger"
        value={form.item}
        onValue={(item) => set({ item })}
        empty="choose an item"
        options={(ledger?.items ?? [])
          .filter(({ ref }) => !there.has(ref))
          .map(({ ref, name, text }) => ({ value: ref, text: `${name}: ${text}` }))}
      />
      {matrix.hypotheses.map(({ ref, text }, at) => (
        <Select
          key={ref}
          label={`If H${at + 1} is true (${text}), the item is`}
          value={form[ref] ?? ""}
          onValue={(value) => set({ [ref]: value })}
          empty="not assessed"
          options={VALUES}
        />
      ))}
      <div className="side-by-side">
        <WriteFor about={about} value={form.organisation} onValue={(organisation) => set({ organisation })} />
        <MarkingField about={about} marking={marking} />
      </div>
      <FormEnd
        verb="Record these cells"
        whom={nameIn(about, form.organisation)}
        busy={append.isPending}
        disabled={form.item === "" || cells.length === 0}
        error={append.error}
        onCancel={done}
        onForget={clear}
      />
    </form>
  );
}
