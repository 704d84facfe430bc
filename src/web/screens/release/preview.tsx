/** Before anything is published: what you see beside what its readers would see, with every removal and its reason. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { JudgmentView } from "../../../views/edition.ts";
import type { PreviewView } from "../../../desk/index.ts";
import { Checklist } from "../../components/checklist.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { NotAssessed } from "../../components/not-assessed.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { Tlp } from "../../components/tlp.tsx";
import type { CaseInfo } from "../../data/cases.ts";
import { useJudgments } from "../../data/reasoning.ts";
import { usePreview } from "../../data/release.ts";
import { pathTo, useAddress } from "../../layout/address.ts";
import { counted } from "../../../words.ts";
import { ChoiceFields, useChoice } from "../../components/edition-choice.tsx";
import { Publish } from "./publish.tsx";

type Removals = ReadonlyMap<string, PreviewView["removals"][number]>;

export function Preview({ about }: { readonly about: CaseInfo }) {
  const { caseName } = useAddress();
  const choice = useChoice(about);
  const { data, error } = usePreview(caseName, choice);
  const own = useJudgments(caseName);
  const removals: Removals = new Map(data?.removals.map((removal) => [removal.ref, removal]));
  return (
    <>
      <ChoiceFields about={about} choice={choice} />
      {error === null ? undefined : <ErrorLine error={error} />}
      {data === undefined || own.data === undefined ? undefined : (
        <>
          <Refused refused={data.refused} />
          <div className="both">
            <section aria-label="What you see">
              <h2>
                What you see <Tlp level={about.ceiling} small />
              </h2>
              {own.data.map((judgment) => (
                <Printed key={judgment.ref} judgment={judgment} removals={removals} />
              ))}
            </section>
            <section aria-label="What its readers would see">
              <h2>
                What they see <Tlp level={choice.ceiling} small />
              </h2>
              {data.view.judgments.map((judgment) => (
                <Printed key={judgment.ref} judgment={judgment} removals={new Map()} />
              ))}
              <p className="quiet">
                {counted(data.records, "record")} at this level; root{" "}
                <code>{data.view.viewRoot.slice(0, 16)}…</code>
              </p>
            </section>
          </div>
          <Removed removals={data.removals} />
          <Checklist about={about} choice={choice} />
          <Publish about={about} choice={choice} refused={data.refused.length} />
        </>
      )}
    </>
  );
}

function Refused({ refused }: { readonly refused: PreviewView["refused"] }) {
  if (refused.length === 0) return <p className="soft refused">Nothing stands against publishing it.</p>;
  return (
    <section className="refused">
      <h2>{counted(refused.length, "reason")} not to publish</h2>
      <ul>
        {refused.map(({ code, about, text }) => (
          <li key={`${code} ${about} ${text}`}>
            <Plumb refId={about}>{text}</Plumb> <code>{code}</code>
          </li>
        ))}
      </ul>
      <p className="soft">
        Each reason names its record. Correct the record, or say at this level what is left out; this page
        follows.
      </p>
    </section>
  );
}

/** A judgment with its positions and basis in short; what readers of the edition do not get is marked with its reason. */
function Printed({ judgment, removals }: { readonly judgment: JudgmentView; readonly removals: Removals }) {
  const { ref, label, wording, states, positions } = judgment;
  const basis = [...judgment.for.entries, ...judgment.against.entries, ...judgment.context.entries];
  return (
    <article>
      <h3>
        <span className="label">{label}</span>
        <Part refId={wording?.ref ?? ref} removals={removals} also={ref}>
          {wording?.text ?? states.text}
        </Part>
      </h3>
      <ul>
        {positions.map(({ ref: position, organisation, holds, likelihood, confidence }) => (
          <li key={position}>
            <Part refId={position} removals={removals}>
              {organisation.name} {holds}: {likelihood === "not stated" ? "not stated" : likelihood.term}.
              Confidence: {confidence}.
            </Part>
          </li>
        ))}
        {positions.length === 0 ? (
          <li>
            <NotAssessed word="no position" />
          </li>
        ) : undefined}
        {basis.map(({ ref: entered, entry, stands }) => (
          <li key={entered}>
            <span className={stands}>{stands}</span>{" "}
            <Part refId={entry === "not public" ? entered : entry.ref} removals={removals} also={entered}>
              {entry === "not public" ? "not public" : entry.text}
            </Part>
          </li>
        ))}
      </ul>
    </article>
  );
}

function Part({
  refId,
  also,
  removals,
  children,
}: {
  readonly refId: string;
  /** A record without which this part is not printed either. */
  readonly also?: string;
  readonly removals: Removals;
  readonly children: ReactNode;
}) {
  const removal = removals.get(refId.split("#")[0] ?? refId) ?? removals.get(also ?? "");
  if (removal === undefined) return <Plumb refId={refId}>{children}</Plumb>;
  return (
    <span className="removed">
      <Plumb refId={refId}>{children}</Plumb>
      <span className="why">
        left out, {removal.marking}: {removal.why}
      </span>
    </span>
  );
}

function Removed({ removals }: { readonly removals: PreviewView["removals"] }) {
  const { caseName } = useAddress();
  if (removals.length === 0) return undefined;
  return (
    <section>
      <details className="all-removed">
        <summary>
          <h2>Everything that is left out</h2>{" "}
          <span className="quiet">{counted(removals.length, "record")}</span>
        </summary>
        <ul>
          {removals.map(({ ref, type, text, marking, why }) => (
            <li key={ref}>
              <Plumb refId={ref}>{text}</Plumb>
              <p className="quiet">
                {type}, {marking}: {why}{" "}
                <Link to={pathTo(caseName, "log", ref)} search={{ do: "marking" }}>
                  Change its marking
                </Link>
              </p>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
