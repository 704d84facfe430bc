/** Who says what in the words that were marked; a speaker who is not in the case yet becomes a Party of the same batch. */
import type { SubmitEvent } from "react";
import type { Tlp } from "../../../model/marking.ts";
import type { Span } from "../../../model/refs.ts";
import type { NewRecord } from "../../../desk/index.ts";
import { Choice, Field, FormEnd, MarkingField, Select, WriteFor } from "../../components/fields.tsx";
import type { CaseInfo } from "../../data/cases.ts";
import { useDraft } from "../../data/drafts.ts";
import { markingOf } from "../../data/marking.ts";
import { useRecordsOf } from "../../data/records.ts";
import { useAppend } from "../../data/write.ts";
import { nameIn, useWritingFor } from "../../data/writing-for.ts";
import { useAddress } from "../../layout/address.ts";

const KINDS = ["person", "organisation", "service", "channel", "account", "domain", "system", "group"];
const MAX_QUOTE = 2000;
const MAX_OPTION = 90;
/** Verbs that say more than their polarity; a denial is always printed as one. */
const ACTS: Readonly<Record<string, readonly string[]>> = {
  asserts: ["accuses", "blames", "concedes", "confirms", "warns"],
  qualifies: ["concedes", "doubts"],
};

/** What somebody marked: the words, and where they stand in the whole text. */
export interface Marked {
  readonly quote: string;
  readonly span: Span;
}

interface ClaimForm extends Readonly<Record<string, string>> {
  readonly speaker: string;
  readonly name: string;
  readonly kind: string;
  readonly polarity: string;
  /** The verb, where it says more than the polarity; else empty. */
  readonly act: string;
  /** A claim that this one answers; else empty. */
  readonly answers: string;
  readonly proposition: string;
  readonly said: string;
  readonly lineage: string;
  readonly organisation: string;
  readonly tlp: Tlp;
}

export function MarkedClaim({
  marked,
  about,
  onDone,
}: {
  readonly marked: Marked;
  readonly about: CaseInfo;
  readonly onDone: () => void;
}) {
  const { caseName } = useAddress();
  const writing = useWritingFor(about);
  const append = useAppend(caseName);
  const parties = useRecordsOf(caseName, "Party").data ?? [];
  const claims = useRecordsOf(caseName, "Claim").data ?? [];
  const nameOf = (party: string) => parties.find(({ record }) => record.id === party)?.record.body.name ?? "";
  const { form, set, clear, marking } = useDraft<ClaimForm>(
    caseName,
    `claim ${marked.span.artifact} ${marked.span.start}`,
    {
      speaker: "",
      name: "",
      kind: "person",
      polarity: "asserts",
      act: "",
      answers: "",
      proposition: "",
      said: "",
      lineage: "not recorded",
      organisation: writing?.ref ?? "",
      tlp: "AMBER+STRICT",
    },
  );
  const acts = ACTS[form.polarity] ?? [];
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const onSuccess = () => {
      clear();
      onDone();
    };
    append.mutate(recordsOf(form, marked), { onSuccess });
  };
  return (
    <form className="form" onSubmit={submit} aria-label="Record a claim">
      <h2>Record a claim</h2>
      <blockquote className="serif">“{marked.quote}”</blockquote>
      <div className="side-by-side">
        <Select
          label="Speaker"
          value={form.speaker}
          onValue={(speaker) => set({ speaker })}
          empty="somebody new"
          options={parties.map(({ record: { id, body } }) => ({ value: id, text: body.name }))}
        />
        {form.speaker === "" ? (
          <>
            <Field label="Name of the speaker">
              <input value={form.name} onChange={({ target }) => set({ name: target.value })} />
            </Field>
            <Select
              label="Kind"
              value={form.kind}
              onValue={(kind) => set({ kind })}
              options={KINDS.map((kind) => ({ value: kind, text: kind }))}
            />
          </>
        ) : undefined}
      </div>
      <Choice
        legend="The speaker"
        name="polarity"
        values={["asserts", "denies", "qualifies", "retracts"]}
        value={form.polarity}
        onValue={(polarity) => set({ polarity, act: "" })}
      />
      <div className="side-by-side">
        {acts.length === 0 ? undefined : (
          <Select
            label="The verb"
            value={form.act}
            onValue={(act) => set({ act })}
            empty={form.polarity}
            options={acts.map((act) => ({ value: act, text: act }))}
          />
        )}
        <Select
          label="It answers"
          value={form.answers}
          onValue={(answers) => set({ answers })}
          empty="no claim of this case"
          options={claims.map(({ record: { id, body } }) => ({
            value: id,
            text: optionOf(nameOf(body.speaker), body.act ?? body.polarity, body.proposition),
          }))}
        />
      </div>
      <Field label="What, in plain words of your own">
        <textarea value={form.proposition} onChange={({ target }) => set({ proposition: target.value })} />
      </Field>
      <div className="side-by-side">
        <Field label="Said on" help="a date, as exact as it is known; empty if nobody knows">
          <input
            value={form.said}
            placeholder="2031-10-17"
            onChange={({ target }) => set({ said: target.value })}
          />
        </Field>
        <Select
          label="Origin"
          value={form.lineage}
          onValue={(lineage) => set({ lineage })}
          options={[
            { value: "not recorded", text: "not recorded: corroborates nothing" },
            { value: "original", text: "an origin of its own" },
            { value: "artifact", text: "derived from this document" },
          ]}
        />
        <WriteFor about={about} value={form.organisation} onValue={(organisation) => set({ organisation })} />
        <MarkingField about={about} marking={marking} />
      </div>
      <FormEnd
        verb="Record this claim"
        whom={nameIn(about, form.organisation)}
        busy={append.isPending}
        disabled={form.proposition.trim() === "" || (form.speaker === "" && form.name.trim() === "")}
        error={append.error}
        onCancel={onDone}
        onForget={clear}
      />
    </form>
  );
}

function optionOf(speaker: string, verb: string, proposition: string): string {
  const text = `${speaker} ${verb}: ${proposition}`;
  return text.length > MAX_OPTION ? `${text.slice(0, MAX_OPTION - 1)}…` : text;
}

function recordsOf(form: ClaimForm, { quote, span }: Marked): readonly NewRecord[] {
  const shared = { for: form.organisation, marking: markingOf(form) };
  const party: NewRecord = {
    as: "speaker",
    type: "Party",
    ...shared,
    body: { kind: form.kind, name: form.name.trim() },
  };
  const claim: NewRecord = {
    type: "Claim",
    ...shared,
    ...(form.said.trim() === "" ? {} : { heldAt: form.said.trim() }),
    body: {
      speaker: form.speaker === "" ? "@speaker" : form.speaker,
      polarity: form.polarity,
      ...(form.act === "" ? {} : { act: form.act }),
      ...(form.answers === "" ? {} : { answers: [form.answers] }),
      proposition: form.proposition.trim(),
      ...(quote.length > MAX_QUOTE ? {} : { quote }),
      from: [span],
      derivedFrom: form.lineage === "artifact" ? [span.artifact] : form.lineage,
    },
  };
  return form.speaker === "" ? [party, claim] : [claim];
}
