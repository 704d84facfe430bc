/** A question, the judgment of its first answer, and the finding under it: recorded together where there is no judgment yet. */
import { useNavigate } from "@tanstack/react-router";
import type { SubmitEvent } from "react";
import type { Tlp } from "../../../model/marking.ts";
import type { Ref } from "../../../model/refs.ts";
import type { NewRecord } from "../../../desk/index.ts";
import { Choice, Field, FormEnd, MarkingField } from "../../components/fields.tsx";
import { HypothesesField, hypothesesIn, hypothesesOf } from "../../components/hypotheses.tsx";
import { LintedText } from "../../components/linted-text.tsx";
import type { CaseInfo } from "../../data/cases.ts";
import { useDraft } from "../../data/drafts.ts";
import { markingOf } from "../../data/marking.ts";
import { useAppend } from "../../data/write.ts";
import { pathTo, useAddress, useGo } from "../../layout/address.ts";

const STANDS = ["for", "against"] as const;

interface BeginForm extends Readonly<Record<string, string>> {
  readonly question: string;
  readonly hypotheses: string;
  readonly wording: string;
  readonly stands: string;
  readonly why: string;
  readonly tlp: Tlp;
}

const BLANK: BeginForm = {
  question: "",
  hypotheses: "",
  wording: "",
  stands: "for",
  why: "",
  tlp: "AMBER+STRICT",
};

export function BeginHere({
  about,
  writing,
  label,
  entry,
}: {
  readonly about: CaseInfo;
  readonly writing: CaseInfo["organisations"][number];
  readonly label: string;
  readonly entry: Ref;
}) {
  const { caseName } = useAddress();
  const navigate = useNavigate();
  const go = useGo();
  const append = useAppend(caseName);
  const { form, set, clear, marking } = useDraft(caseName, `begin at ${entry}`, BLANK);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    append.mutate(recordsOf(form, entry, writing.ref), {
      onSuccess: (records) => {
        clear();
        const judgment = records.find(({ type }) => type === "Judgment");
        void navigate({ to: pathTo(caseName, "judgments", judgment?.id) } as never);
      },
    });
  };
  return (
    <form className="form" onSubmit={submit} aria-label="Begin a question and a judgment">
      <h2>Begin a question and a judgment</h2>
      <p className="soft">
        There is no judgment yet that {label} could stand under. All of it is recorded at once.
      </p>
      <Field label="Question">
        <input value={form.question} onChange={({ target }) => set({ question: target.value })} />
      </Field>
      <HypothesesField
        label="Hypotheses, one a line; the first is judged"
        value={form.hypotheses}
        onValue={(hypotheses) => set({ hypotheses })}
      />
      <LintedText
        label="First wording: one sentence that says what is judged"
        typed={{ text: form.wording, place: "text" }}
        onText={(wording) => set({ wording })}
      />
      <Choice
        legend={`${label} stands`}
        name="stands"
        values={STANDS}
        value={form.stands}
        onValue={(stands) => set({ stands })}
        show={(stands) => <span className={stands}>{stands}</span>}
      />
      <LintedText
        label="Why it does"
        typed={{ text: form.why, place: "text" }}
        onText={(why) => set({ why })}
      />
      <MarkingField about={about} marking={marking} />
      <FormEnd
        verb="Begin them"
        whom={writing.name}
        busy={append.isPending}
        disabled={
          form.question.trim() === "" ||
          hypothesesIn(form.hypotheses).length < 2 ||
          form.wording.trim() === ""
        }
        error={append.error}
        onCancel={() => go({ open: undefined })}
        onForget={clear}
      />
    </form>
  );
}

function recordsOf(form: BeginForm, entry: Ref, organisation: Ref): readonly NewRecord[] {
  const shared = { for: organisation, marking: markingOf(form) };
  const why = form.why.trim();
  return [
    {
      as: "question",
      type: "Question",
      ...shared,
      body: {
        text: form.question.trim(),
        hypotheses: hypothesesOf(form.hypotheses),
        exclusive: false,
        exhaustive: false,
      },
    },
    { as: "judgment", type: "Judgment", ...shared, body: { states: { hypothesis: "@question#h1" } } },
    {
      type: "Wording",
      ...shared,
      body: { judgment: "@judgment", language: "en", text: form.wording.trim() },
    },
    {
      type: "Basis",
      ...shared,
      body: { judgment: "@judgment", entry, stands: form.stands, ...(why === "" ? {} : { why }) },
    },
  ];
}
