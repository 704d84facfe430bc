/** An organisation takes a position: what it holds, how likely, how sure, why; its earlier one is superseded, not changed. */
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { SubmitEvent } from "react";
import type { Tlp } from "../../../model/marking.ts";
import type { PositionView } from "../../../views/basics.ts";
import type { JudgmentView } from "../../../views/edition.ts";
import type { NewRecord } from "../../../desk/index.ts";
import { Confidence } from "../../components/confidence.tsx";
import { Choice, FormEnd, MarkingField, WriteFor } from "../../components/fields.tsx";
import { LintedText } from "../../components/linted-text.tsx";
import type { CaseInfo } from "../../data/cases.ts";
import { useDraft } from "../../data/drafts.ts";
import { markingOf } from "../../data/marking.ts";
import { scaleOf, USUAL_SCALE } from "../../data/scales.ts";
import { inPlaceOf, useAppend } from "../../data/write.ts";
import { nameIn, useWritingFor } from "../../data/writing-for.ts";
import { pathTo, useAddress } from "../../layout/address.ts";
import { LikelihoodField } from "./likelihood-field.tsx";
import type { Likely } from "./likelihood-field.tsx";
import { MovedBy } from "./moved-by.tsx";

const HOLDS = ["joins", "joins with comment", "dissents", "abstains"] as const;
const LEVELS = ["low", "moderate", "high", "not stated"] as const;

interface PositionForm extends Readonly<Record<string, string>>, Likely {
  readonly holds: string;
  readonly confidence: string;
  readonly why: string;
  /** Records that moved it, with spaces between. */
  readonly movedBy: string;
  readonly tlp: Tlp;
}

export function TakePosition({
  judgment,
  about,
  onDone,
}: {
  readonly judgment: JudgmentView;
  readonly about: CaseInfo;
  /** Closes the form. */
  readonly onDone: () => void;
}) {
  const writing = useWritingFor(about);
  const [organisation, setOrganisation] = useState(writing?.ref ?? "");
  const own = judgment.positions.find(
    (position) => position.stance === "own" && position.organisation.ref === organisation,
  );
  return (
    <section className="form" aria-label="Take a position">
      <h2>
        {own === undefined ? "Take a position" : "Take another position"} on {judgment.label}
      </h2>
      {own === undefined ? undefined : (
        <p className="soft">
          {own.organisation.name} {own.holds} now. What is recorded here stands in its place; the earlier one
          stays in the history.
        </p>
      )}
      <WriteFor about={about} value={organisation} onValue={setOrganisation} />
      <Fields
        key={organisation}
        judgment={judgment}
        about={about}
        organisation={organisation}
        own={own}
        onDone={onDone}
      />
    </section>
  );
}

interface FieldsProps {
  readonly judgment: JudgmentView;
  readonly about: CaseInfo;
  readonly organisation: string;
  readonly own: PositionView | undefined;
  readonly onDone: () => void;
}

function Fields({ judgment, about, organisation, own, onDone }: FieldsProps) {
  const { caseName } = useAddress();
  const append = useAppend(caseName);
  const [blank] = useState(() => blankOf(judgment, own));
  const { form, set, clear, marking } = useDraft<PositionForm>(
    caseName,
    `position ${judgment.ref} ${organisation}`,
    blank,
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const make = async () => {
      const instead = await inPlaceOf(caseName, own?.ref, organisation);
      return [recordOf(form, judgment.ref, organisation, instead)];
    };
    const onSuccess = () => {
      clear();
      onDone();
    };
    append.mutate(make, { onSuccess });
  };
  return (
    <form onSubmit={submit} className="grid-form">
      <Choice
        legend="Holds"
        name="holds"
        values={HOLDS}
        value={form.holds}
        onValue={(holds) => set({ holds })}
      />
      <LikelihoodField likely={form} set={set} />
      <Choice
        legend="Confidence: how sure of that, given the basis"
        name="confidence"
        values={LEVELS}
        value={form.confidence}
        onValue={(confidence) => set({ confidence })}
        show={showLevel}
      />
      <LintedText
        label="Why, in its own words"
        typed={{ text: form.why, place: "why", judgment: judgment.ref, organisation }}
        onText={(why) => set({ why })}
      />
      <MovedBy
        judgment={judgment.ref}
        chosen={moversIn(form)}
        onChosen={(chosen) => set({ movedBy: chosen.join(" ") })}
      />
      <MarkingField about={about} marking={marking} />
      <p className="quiet">
        Recorded without a signature: a key never leaves the machine that keeps it.{" "}
        <Link to={pathTo(caseName, "review")}>Review</Link> gives the words that sign it.
      </p>
      <FormEnd
        verb="Take this position"
        whom={nameIn(about, organisation)}
        busy={append.isPending}
        error={append.error}
        onCancel={onDone}
        onForget={clear}
      />
    </form>
  );
}

function showLevel(level: PositionView["confidence"]) {
  return (
    <>
      <span aria-hidden="true">
        <Confidence level={level} />
      </span>
      {level}
    </>
  );
}

function blankOf(judgment: JudgmentView, own: PositionView | undefined): PositionForm {
  const stated = [own, ...judgment.positions].find(
    (one) => one !== undefined && one.likelihood !== "not stated",
  );
  const usual = stated?.likelihood;
  const mine = own?.likelihood;
  return {
    holds: own?.holds ?? "joins",
    scale: usual === undefined || usual === "not stated" ? USUAL_SCALE : usual.scale,
    term: mine === undefined || mine === "not stated" ? "" : mine.term,
    percent: mine === undefined || mine === "not stated" ? "" : String(mine.percent ?? ""),
    confidence: own?.confidence ?? "not stated",
    why: own?.why ?? "",
    movedBy: "",
    tlp: "AMBER+STRICT",
  };
}

const moversIn = ({ movedBy }: PositionForm): readonly string[] => movedBy.split(" ").filter(Boolean);

function recordOf(
  form: PositionForm,
  judgment: string,
  organisation: string,
  instead: { readonly supersedes?: string },
): NewRecord {
  const { holds, scale, term, percent, confidence, why } = form;
  const movedBy = moversIn(form);
  const likelihood =
    term === "" || scaleOf(scale) === undefined
      ? "not stated"
      : { scale, term, ...(percent === "" ? {} : { percent: Number(percent) }) };
  return {
    type: "Position",
    for: organisation,
    marking: markingOf(form),
    ...instead,
    body: {
      judgment,
      organisation,
      stance: "own",
      holds,
      likelihood,
      confidence,
      ...(why.trim() === "" ? {} : { why: why.trim() }),
      ...(movedBy.length === 0 ? {} : { movedBy }),
    },
  };
}
