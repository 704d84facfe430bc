/**
 * A judgment begins at what it states: a hypothesis of a question, or a rung of state responsibility. Its first wording
 * says so in a sentence. One that rests on others stands above them on the ladder.
 */
import { useNavigate } from "@tanstack/react-router";
import type { SubmitEvent } from "react";
import type { Tlp } from "../../../model/marking.ts";
import type { JudgmentView } from "../../../views/edition.ts";
import type { NewRecord } from "../../../desk/index.ts";
import { Choice, Field, FormEnd, MarkingField, Select, WriteFor } from "../../components/fields.tsx";
import { useDone } from "../../components/acts.tsx";
import { LintedText } from "../../components/linted-text.tsx";
import type { CaseInfo } from "../../data/cases.ts";
import { useDraft } from "../../data/drafts.ts";
import { markingOf } from "../../data/marking.ts";
import { useRecordsOf } from "../../data/records.ts";
import { useAppend } from "../../data/write.ts";
import { nameIn, useWritingFor } from "../../data/writing-for.ts";
import { pathTo, useAddress } from "../../layout/address.ts";
import { RUNGS } from "./rungs.ts";

const HYPOTHESIS = "a hypothesis";
const RUNG = "a rung of responsibility";

interface JudgmentForm extends Readonly<Record<string, string>> {
  readonly states: string;
  readonly hypothesis: string;
  readonly rung: string;
  /** Party that the rung is about; empty: somebody new. */
  readonly responsible: string;
  readonly name: string;
  /** Judgments, separated by spaces. */
  readonly restsOn: string;
  readonly text: string;
  readonly language: string;
  readonly organisation: string;
  readonly tlp: Tlp;
}

export function NewJudgment({
  about,
  all,
  below,
}: {
  readonly about: CaseInfo;
  readonly all: readonly JudgmentView[];
  /** Where a rung above a judgment is judged. */
  readonly below?: JudgmentView;
}) {
  const { caseName, search } = useAddress();
  const writing = useWritingFor(about);
  const navigate = useNavigate();
  const done = useDone();
  const append = useAppend(caseName);
  const draft = useDraft<JudgmentForm>(
    caseName,
    below === undefined ? "judgment" : `rung above ${below.ref}`,
    {
      states: below === undefined ? HYPOTHESIS : RUNG,
      hypothesis: "",
      rung: "",
      responsible: "",
      name: "",
      restsOn: below?.ref ?? "",
      text: "",
      language: "en",
      organisation: writing?.ref ?? "",
      tlp: "AMBER+STRICT",
    },
  );
  const { set, clear, marking } = draft;
  const asked = search["hypothesis"] ?? "";
  const form = draft.form.hypothesis === "" ? { ...draft.form, hypothesis: asked } : draft.form;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const onSuccess = (records: readonly { readonly id: string; readonly type: string }[]) => {
      clear();
      const judgment = records.find(({ type }) => type === "Judgment");
      void navigate({ to: pathTo(caseName, "judgments", judgment?.id) } as never);
    };
    append.mutate(recordsOf(form), { onSuccess });
  };
  const title = below === undefined ? "Begin a judgment" : `Judge a rung above ${below.label}`;
  return (
    <form className="form" onSubmit={submit} aria-label={title}>
      <h2>{title}</h2>
      {below === undefined ? (
        <Choice
          legend="It states"
          name="states"
          values={[HYPOTHESIS, RUNG]}
          value={form.states}
          onValue={(states) => set({ states })}
        />
      ) : undefined}
      {form.states === RUNG ? <RungFields form={form} set={set} /> : <Hypothesis form={form} set={set} />}
      <LintedText
        label="Its first wording: one sentence that says what is judged"
        typed={{ text: form.text, place: "text" }}
        onText={(text) => set({ text })}
      />
      <RestsOn all={all} value={form.restsOn} onValue={(restsOn) => set({ restsOn })} />
      <div className="side-by-side">
        <WriteFor about={about} value={form.organisation} onValue={(organisation) => set({ organisation })} />
        <Field label="Language">
          <input value={form.language} onChange={({ target }) => set({ language: target.value })} />
        </Field>
        <MarkingField about={about} marking={marking} />
      </div>
      <FormEnd
        verb={form.states === RUNG ? "Judge this rung" : "Begin this judgment"}
        whom={nameIn(about, form.organisation)}
        busy={append.isPending}
        disabled={!isComplete(form)}
        error={append.error}
        onCancel={done}
        onForget={clear}
      />
    </form>
  );
}

interface PartProps {
  readonly form: JudgmentForm;
  readonly set: (changes: Partial<JudgmentForm>) => void;
}

/** A hypothesis of the address is chosen until the person chooses another. */
function Hypothesis({ form, set }: PartProps) {
  const { caseName } = useAddress();
  const questions = useRecordsOf(caseName, "Question").data ?? [];
  return (
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
  );
}

function RungFields({ form, set }: PartProps) {
  const { caseName } = useAddress();
  const parties = useRecordsOf(caseName, "Party").data ?? [];
  return (
    <>
      <Select
        label="Rung, from the least to the most responsible"
        value={form.rung}
        onValue={(rung) => set({ rung })}
        empty="choose a rung"
        options={RUNGS.map(([rung, says]) => ({ value: rung, text: `${rung}: ${says}` }))}
      />
      <div className="side-by-side">
        <Select
          label="State or body that it is about"
          value={form.responsible}
          onValue={(responsible) => set({ responsible })}
          empty="somebody new"
          options={parties.map(({ record: { id, body } }) => ({ value: id, text: body.name }))}
        />
        {form.responsible === "" ? (
          <Field label="Its name">
            <input value={form.name} onChange={({ target }) => set({ name: target.value })} />
          </Field>
        ) : undefined}
      </div>
    </>
  );
}

function RestsOn({
  all,
  value,
  onValue,
}: {
  readonly all: readonly JudgmentView[];
  readonly value: string;
  readonly onValue: (value: string) => void;
}) {
  if (all.length === 0) return undefined;
  const chosen = value.split(" ").filter(Boolean);
  return (
    <fieldset className="field rests-on">
      <legend>Judgments that it rests on: it is no likelier than they are</legend>
      {all.map(({ ref, label, wording, states }) => (
        <label key={ref}>
          <input
            type="checkbox"
            checked={chosen.includes(ref)}
            onChange={({ target }) =>
              onValue((target.checked ? [...chosen, ref] : chosen.filter((one) => one !== ref)).join(" "))
            }
          />
          <span>
            <b>{label}</b> {wording?.text ?? states.text}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function isComplete({ states, hypothesis, rung, responsible, name, text }: JudgmentForm): boolean {
  if (text.trim() === "") return false;
  return states === RUNG ? rung !== "" && (responsible !== "" || name.trim() !== "") : hypothesis !== "";
}

function recordsOf(form: JudgmentForm): readonly NewRecord[] {
  const shared = { for: form.organisation, marking: markingOf(form) };
  const restsOn = form.restsOn.split(" ").filter(Boolean);
  const isRung = form.states === RUNG;
  const party: NewRecord = {
    as: "responsible",
    type: "Party",
    ...shared,
    body: { kind: "organisation", name: form.name.trim() },
  };
  const rung = { rung: form.rung, of: form.responsible === "" ? "@responsible" : form.responsible };
  return [
    ...(isRung && form.responsible === "" ? [party] : []),
    {
      as: "judgment",
      type: "Judgment",
      ...shared,
      body: {
        states: isRung ? rung : { hypothesis: form.hypothesis },
        ...(restsOn.length === 0 ? {} : { restsOn }),
      },
    },
    {
      type: "Wording",
      ...shared,
      body: { judgment: "@judgment", language: form.language, text: form.text.trim() },
    },
  ];
}
