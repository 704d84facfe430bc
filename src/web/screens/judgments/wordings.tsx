/** One judgment in words: a wording per marking, each a record of its own that somebody answers for. */
import type { SubmitEvent } from "react";
import type { Tlp as Level } from "../../../model/marking.ts";
import type { JudgmentView } from "../../../views/edition.ts";
import { useDone } from "../../components/acts.tsx";
import { Field, FormEnd, MarkingField, WriteFor } from "../../components/fields.tsx";
import { LintedText } from "../../components/linted-text.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { Tlp } from "../../components/tlp.tsx";
import { Term } from "../../components/term.tsx";
import type { CaseInfo } from "../../data/cases.ts";
import { useDraft } from "../../data/drafts.ts";
import { sameReaders } from "../../data/marking.ts";
import { useRecordsOf } from "../../data/records.ts";
import { useAppend } from "../../data/write.ts";
import { nameIn, useWritingFor } from "../../data/writing-for.ts";
import { useAddress } from "../../layout/address.ts";

function useWordings(judgment: JudgmentView) {
  const { caseName } = useAddress();
  const { data } = useRecordsOf(caseName, "Wording");
  return (data ?? []).filter(({ record }) => record.body.judgment === judgment.ref);
}

/** Every wording that the person may see, where there is more than one. */
export function Wordings({ judgment }: { readonly judgment: JudgmentView }) {
  const wordings = useWordings(judgment);
  if (wordings.length < 2) return undefined;
  return (
    <section className="wordings">
      <h2>
        <Term of="wording">Wordings</Term>
      </h2>
      <ul>
        {wordings.map(({ record, marking }) => (
          <li key={record.id}>
            <Tlp level={marking.tlp} small />
            <div>
              <Plumb refId={record.id}>{record.body.text}</Plumb>
              <p className="quiet">
                {record.body.language}, by {record.by}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface WordingForm extends Readonly<Record<string, string>> {
  readonly text: string;
  readonly language: string;
  readonly organisation: string;
  readonly tlp: Level;
}

/** Writes a wording; one of the same organisation, language and marking is superseded. */
export function WriteWording({
  judgment,
  about,
}: {
  readonly judgment: JudgmentView;
  readonly about: CaseInfo;
}) {
  const { caseName } = useAddress();
  const writing = useWritingFor(about);
  const done = useDone();
  const append = useAppend(caseName);
  const wordings = useWordings(judgment);
  const { form, set, clear, marking } = useDraft<WordingForm>(caseName, `wording ${judgment.ref}`, {
    text: judgment.wording?.text ?? "",
    language: judgment.wording?.language ?? "en",
    organisation: writing?.ref ?? "",
    tlp: "AMBER+STRICT",
  });
  const old = wordings.find(
    (one) =>
      one.record.for === form.organisation &&
      one.record.body.language === form.language &&
      sameReaders(one.marking, marking.value),
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    append.mutate(
      [
        {
          type: "Wording",
          for: form.organisation,
          marking: marking.value,
          ...(old === undefined ? {} : { supersedes: old.record.id }),
          body: { judgment: judgment.ref, language: form.language, text: form.text.trim() },
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
    <form className="form" onSubmit={submit} aria-label="Write a wording">
      <h2>Write a wording</h2>
      <LintedText
        label="One sentence that says what is judged"
        typed={{ text: form.text, place: "wording", judgment: judgment.ref }}
        onText={(text) => set({ text })}
      />
      <div className="side-by-side">
        <WriteFor about={about} value={form.organisation} onValue={(organisation) => set({ organisation })} />
        <Field label="Language">
          <input value={form.language} size={6} onChange={({ target }) => set({ language: target.value })} />
        </Field>
        <MarkingField about={about} marking={marking} />
      </div>
      <p className="quiet">
        {old === undefined
          ? "Recorded beside the other wordings: each reader sees the highest one that they may read."
          : "Replaces the wording of this organisation at this level."}
      </p>
      <FormEnd
        verb="Record this wording"
        whom={nameIn(about, form.organisation)}
        busy={append.isPending}
        disabled={form.text.trim() === ""}
        error={append.error}
        onCancel={done}
        onForget={clear}
      />
    </form>
  );
}
