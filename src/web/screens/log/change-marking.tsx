/** Who may read a record from here on: one Marking record, with its reason; what was seen before it stays seen. */
import type { SubmitEvent } from "react";
import type { Tlp } from "../../../model/marking.ts";
import type { ShownRecord } from "../../../desk/index.ts";
import { useDone } from "../../components/acts.tsx";
import { Field, FormEnd, MarkingField, WriteFor } from "../../components/fields.tsx";
import type { CaseInfo } from "../../data/cases.ts";
import { useDraft } from "../../data/drafts.ts";
import { fieldsOf, sameReaders } from "../../data/marking.ts";
import { useAppend } from "../../data/write.ts";
import { nameIn, useWritingFor } from "../../data/writing-for.ts";
import { useAddress } from "../../layout/address.ts";

interface MarkingForm extends Readonly<Record<string, string>> {
  readonly organisation: string;
  readonly why: string;
  readonly tlp: Tlp;
  readonly groups: string;
}

export function ChangeMarking({ shown, about }: { readonly shown: ShownRecord; readonly about: CaseInfo }) {
  const { caseName } = useAddress();
  const writing = useWritingFor(about);
  const done = useDone();
  const append = useAppend(caseName);
  const { record, marking: now } = shown;
  const { form, set, clear, marking } = useDraft<MarkingForm>(caseName, `marking ${record.id}`, {
    organisation: writing?.ref ?? "",
    why: "",
    ...fieldsOf(now),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    append.mutate(
      [
        {
          type: "Marking",
          for: form.organisation,
          // Readers who may read the record from here on may read why.
          marking: marking.value,
          body: { of: record.id, to: marking.value, why: form.why.trim() },
        },
      ],
      {
        onSuccess: () => {
          clear();
          done();
        },
      },
    );
  };
  return (
    <form className="form" onSubmit={submit} aria-label="Change the marking">
      <h2>Change the marking</h2>
      <p className="soft">
        It changes who reads this record from here on. What has been published or read keeps the marking it
        had.
      </p>
      <div className="side-by-side">
        <MarkingField about={about} marking={marking} />
        <WriteFor about={about} value={form.organisation} onValue={(organisation) => set({ organisation })} />
      </div>
      <Field
        label="Why it may be so"
        help="a source that has become public, a protection that is no longer needed"
      >
        <textarea value={form.why} onChange={({ target }) => set({ why: target.value })} />
      </Field>
      <FormEnd
        verb={`Mark it TLP:${marking.value.tlp}`}
        whom={nameIn(about, form.organisation)}
        busy={append.isPending}
        disabled={form.why.trim() === "" || sameReaders(marking.value, now)}
        error={append.error}
        onCancel={done}
        onForget={clear}
      />
    </form>
  );
}
