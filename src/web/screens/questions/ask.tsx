/** A question with the rival answers that are kept alive: each a hypothesis whose place never changes. */
import { useNavigate } from "@tanstack/react-router";
import type { SubmitEvent } from "react";
import type { Tlp } from "../../../model/marking.ts";
import { useDone } from "../../components/acts.tsx";
import { Field, FormEnd, MarkingField, WriteFor } from "../../components/fields.tsx";
import { HypothesesField, hypothesesIn, hypothesesOf } from "../../components/hypotheses.tsx";
import type { CaseInfo } from "../../data/cases.ts";
import { useDraft } from "../../data/drafts.ts";
import { useAppend } from "../../data/write.ts";
import { nameIn, useWritingFor } from "../../data/writing-for.ts";
import { pathTo, useAddress } from "../../layout/address.ts";

interface QuestionForm extends Readonly<Record<string, string>> {
  readonly text: string;
  /** One a line. */
  readonly hypotheses: string;
  readonly exclusive: string;
  readonly exhaustive: string;
  readonly organisation: string;
  readonly tlp: Tlp;
}

export function Ask({ about }: { readonly about: CaseInfo }) {
  const { caseName } = useAddress();
  const writing = useWritingFor(about);
  const navigate = useNavigate();
  const done = useDone();
  const append = useAppend(caseName);
  const { form, set, clear, marking } = useDraft<QuestionForm>(caseName, "question", {
    text: "",
    hypotheses: "",
    exclusive: "",
    exhaustive: "",
    organisation: writing?.ref ?? "",
    tlp: "AMBER+STRICT",
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const onSuccess = ([question]: readonly { readonly id: string }[]) => {
      clear();
      void navigate({ to: pathTo(caseName, "questions", question?.id) } as never);
    };
    append.mutate(
      [
        {
          type: "Question",
          for: form.organisation,
          marking: marking.value,
          body: {
            text: form.text.trim(),
            hypotheses: hypothesesOf(form.hypotheses),
            exclusive: form.exclusive !== "",
            exhaustive: form.exhaustive !== "",
          },
        },
      ],
      { onSuccess },
    );
  };
  const declared = (name: "exclusive" | "exhaustive", label: string) => (
    <label>
      <input
        type="checkbox"
        checked={form[name] !== ""}
        onChange={({ target }) => set({ [name]: target.checked ? "yes" : "" })}
      />{" "}
      {label}
    </label>
  );
  return (
    <form className="form" onSubmit={submit} aria-label="Ask a question">
      <h2>Ask a question</h2>
      <Field label="Question">
        <textarea value={form.text} onChange={({ target }) => set({ text: target.value })} />
      </Field>
      <HypothesesField value={form.hypotheses} onValue={(hypotheses) => set({ hypotheses })} />
      {declared("exclusive", "At most one of them is true")}
      {declared("exhaustive", "One of them has to be true")}
      <div className="side-by-side">
        <WriteFor about={about} value={form.organisation} onValue={(organisation) => set({ organisation })} />
        <MarkingField about={about} marking={marking} />
      </div>
      <FormEnd
        verb="Ask this question"
        whom={nameIn(about, form.organisation)}
        busy={append.isPending}
        disabled={form.text.trim() === "" || hypothesesIn(form.hypotheses).length === 0}
        error={append.error}
        onCancel={done}
        onForget={clear}
      />
    </form>
  );
}
