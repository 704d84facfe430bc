/** A judgment begins at a hypothesis: what it states is the hypothesis, and its first wording says so in a sentence. */
import { useNavigate } from "@tanstack/react-router";
import type { SubmitEvent } from "react";
import type { Tlp } from "../../../model/marking.ts";
import { Field, FormEnd, MarkingField, Select, WriteFor } from "../../components/fields.tsx";
import { useDone } from "../../components/acts.tsx";
import { LintedText } from "../../components/linted-text.tsx";
import type { CaseInfo } from "../../data/cases.ts";
import { useDraft } from "../../data/drafts.ts";
import { useRecordsOf } from "../../data/records.ts";
import { useAppend } from "../../data/write.ts";
import { pathTo, useAddress } from "../../layout/address.ts";

interface JudgmentForm extends Readonly<Record<string, string>> {
  readonly hypothesis: string;
  readonly text: string;
  readonly language: string;
  readonly organisation: string;
  readonly tlp: Tlp;
}

export function NewJudgment({ about }: { readonly about: CaseInfo }) {
  const { room } = useAddress();
  const navigate = useNavigate();
  const done = useDone();
  const append = useAppend(room);
  const questions = useRecordsOf(room, "Question").data ?? [];
  const { form, set, clear } = useDraft<JudgmentForm>(room, "judgment", {
    hypothesis: "",
    text: "",
    language: "en",
    organisation: about.organisations[0]?.ref ?? "",
    tlp: "AMBER+STRICT",
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const shared = { for: form.organisation, marking: { tlp: form.tlp } };
    const onSuccess = ([judgment]: readonly { readonly id: string }[]) => {
      clear();
      void navigate({ to: pathTo(room, "judgments", judgment?.id) } as never);
    };
    append.mutate(
      [
        { as: "judgment", type: "Judgment", ...shared, body: { states: { hypothesis: form.hypothesis } } },
        {
          type: "Wording",
          ...shared,
          body: { judgment: "@judgment", language: form.language, text: form.text.trim() },
        },
      ],
      { onSuccess },
    );
  };
  return (
    <form className="form" onSubmit={submit} aria-label="Begin a judgment">
      <h2>Begin a judgment</h2>
      <Select
        label="Hypothesis that it states"
        value={form.hypothesis}
        onValue={(hypothesis) => set({ hypothesis })}
        empty={questions.length === 0 ? "ask a question first" : "choose a hypothesis"}
        options={questions.flatMap(({ record: { id, body } }) =>
          body.hypotheses.map((one, at) => ({
            value: `${id}#${one.id}`,
            text: `${body.key ?? id} H${at + 1}: ${one.text}`,
          })),
        )}
      />
      <LintedText
        label="Its first wording: one sentence that says what is judged"
        typed={{ text: form.text, place: "text" }}
        onText={(text) => set({ text })}
      />
      <div className="side-by-side">
        <WriteFor about={about} value={form.organisation} onValue={(organisation) => set({ organisation })} />
        <Field label="Language">
          <input value={form.language} onChange={({ target }) => set({ language: target.value })} />
        </Field>
        <MarkingField ceiling={about.ceiling} value={form.tlp} onValue={(tlp) => set({ tlp })} />
      </div>
      <FormEnd
        verb="Begin this judgment"
        busy={append.isPending}
        disabled={form.hypothesis === "" || form.text.trim() === ""}
        error={append.error}
        onCancel={done}
      />
    </form>
  );
}
