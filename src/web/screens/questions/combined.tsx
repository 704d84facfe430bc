/**
 * What the instruments say to a question, by kind of evidence: each finding with what it would look like if nobody steered anything,
 * and a proposed cell for each hypothesis. A person accepts or refuses one at a time.
 */
import type { CombinedView, InstrumentView, ProposedFinding, ProposedCell } from "../../../views/combined.ts";
import type { EvidenceCategory } from "../../../model/records.ts";
import type { Ref } from "../../../model/refs.ts";
import { ErrorLine } from "../../components/error-line.tsx";
import { Explained } from "../../components/explained.tsx";
import { NotAssessed } from "../../components/not-assessed.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { StaleWord } from "../../components/stale.tsx";
import { Term } from "../../components/term.tsx";
import { useCombined } from "../../data/combined.ts";
import { useAddress, useGo } from "../../layout/address.ts";
import { counted } from "../../../words.ts";
import { CategoryForm, CellForm } from "./proposed.tsx";

/** Kinds of evidence in the order in which they stand, with their headings. */
const CATEGORIES: Readonly<Record<EvidenceCategory, string>> = {
  technical: "Technical",
  behavioural: "Behavioural",
  contextual: "Contextual",
};

export function Combined({ question }: { readonly question: Ref }) {
  const { caseName } = useAddress();
  const { data, error } = useCombined(caseName, question);
  if (error !== null) return <ErrorLine error={error} />;
  if (data === undefined) return <p className="soft">Reading the findings …</p>;
  return (
    <section className="combined" aria-label="What the instruments say">
      <p className="soft lead">{sayTally(data)}</p>
      {data.instruments.length === 0 ? undefined : <Hypotheses combined={data} />}
      {Object.entries(CATEGORIES).map(([category, heading]) => (
        <Category
          key={category}
          heading={heading}
          instruments={data.instruments.filter((one) => one.category === category)}
          combined={data}
        />
      ))}
      <Silent combined={data} />
    </section>
  );
}

function sayTally({ tally, instruments }: CombinedView): string {
  if (tally.all === 0) return "No finding of an instrument speaks to this question.";
  const parts = [
    `${counted(tally.open, "proposed cell")} from ${counted(instruments.length, "instrument")}`,
    ...(tally.recorded === 0 ? [] : [`${tally.recorded} recorded`]),
    ...(tally.refused === 0 ? [] : [`${tally.refused} refused by you`]),
  ];
  return `${parts.join(", ")}. A proposed cell says that a finding is evidence on a hypothesis; which way, a person says. None is recorded until one is accepted.`;
}

/** The columns of every row below. */
function Hypotheses({ combined: { hypotheses } }: { readonly combined: CombinedView }) {
  return (
    <ol className="hypotheses">
      {hypotheses.map(({ ref, text }, at) => (
        <li key={ref}>
          <b>H{at + 1}</b>
          <Plumb refId={ref}>{text}</Plumb>
        </li>
      ))}
    </ol>
  );
}

function Category({
  heading,
  instruments,
  combined,
}: {
  readonly heading: string;
  readonly instruments: readonly InstrumentView[];
  readonly combined: CombinedView;
}) {
  return (
    <section className="category">
      <h2>
        <Term of="IIAF">{heading} evidence</Term>
      </h2>
      {instruments.length === 0 ? (
        <NotAssessed word="no instrument speaks to it here" />
      ) : (
        instruments.map((instrument) => (
          <div key={instrument.detector} className="instrument">
            <h3>
              {instrument.title} <span className="quiet">{instrument.question}</span>
            </h3>
            {instrument.findings.map((finding) => (
              <Proposed key={finding.ref} finding={finding} instrument={instrument} combined={combined} />
            ))}
          </div>
        ))
      )}
    </section>
  );
}

function Proposed({
  finding,
  instrument,
  combined,
}: {
  readonly finding: ProposedFinding;
  readonly instrument: InstrumentView;
  readonly combined: CombinedView;
}) {
  const { search } = useAddress();
  const chosen = search["cell"];
  const at = finding.cells.findIndex(({ id }) => id === chosen);
  const cell = finding.cells[at];
  const hypothesis = combined.hypotheses[at];
  return (
    <article className="proposed" aria-label={finding.label}>
      <p className="said">
        <b>{finding.label}</b> <Plumb refId={finding.ref}>{finding.sentence}</Plumb>{" "}
        {finding.status === "candidate" ? <span className="quiet">candidate</span> : undefined}
        <StaleWord refId={finding.ref} />
      </p>
      <ul className="cells" aria-label={`Cells of ${finding.label}`}>
        {finding.cells.map((one, i) => (
          <li key={one.id}>
            <CellKey name={`H${i + 1}`} proposal={one} values={one.entries.map(sayEntry)} />
          </li>
        ))}
        <li>
          <CellKey
            name="IIAF"
            what={`${finding.iiaf.category}, `}
            proposal={finding.iiaf}
            values={finding.iiaf.entries.map(
              ({ organisation, value }) => `${organisation.initials} ${value.category}, ${value.source}`,
            )}
          />
        </li>
      </ul>
      {cell === undefined || hypothesis === undefined ? undefined : (
        <CellForm
          key={cell.id}
          question={combined.question.ref}
          finding={finding}
          cell={cell}
          hypothesis={hypothesis}
          name={`H${at + 1}`}
        />
      )}
      {chosen === finding.iiaf.id ? (
        <CategoryForm question={combined.question.ref} finding={finding} />
      ) : undefined}
      <Unsteered finding={finding} instrument={instrument} />
    </article>
  );
}

const sayEntry = ({ organisation, value }: ProposedCell["entries"][number]): string =>
  `${organisation.initials} ${value}`;

/** One proposal; pressed, it opens under its finding. */
function CellKey({
  name,
  what = "",
  proposal: { id, state },
  values,
}: {
  readonly name: string;
  /** What is proposed, where the name does not say it. */
  readonly what?: string;
  readonly proposal: { readonly id: string; readonly state: ProposedCell["state"] };
  readonly values: readonly string[];
}) {
  const { search } = useAddress();
  const go = useGo();
  const isOpen = search["cell"] === id;
  return (
    <button
      type="button"
      className={`cell-key ${state}`}
      aria-expanded={isOpen}
      onClick={() => go({ cell: isOpen ? undefined : id }, { replace: true })}
    >
      <b>{name}</b> <span>{state === "recorded" ? values.join(" · ") : `${what}${SAID[state]}`}</span>
    </button>
  );
}

const SAID = { open: "proposed", refused: "refused" } as const;

/** What the finding would look like without anybody who steers: its nulls, and the ordinary explanations that it carries. */
function Unsteered({
  finding,
  instrument,
}: {
  readonly finding: ProposedFinding;
  readonly instrument: InstrumentView;
}) {
  const tested = instrument.nulls.filter(({ name }) => finding.nulls.includes(name));
  return (
    <details className="unsteered">
      <summary>If nobody steered anything</summary>
      {tested.length === 0 ? (
        <p className="soft">It only counts: no null was tested.</p>
      ) : (
        <dl>
          {tested.map(({ name, excludes, doesNotExclude }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                accounts for: {excludes}.{" "}
                <span className="quiet">It does not account for {doesNotExclude}.</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <Explained rows={finding.explanations} />
      <p>
        <b>What would refute it:</b> {finding.refutedBy}
      </p>
    </details>
  );
}

/** What is not proposed, so that nothing is left out unseen. */
function Silent({ combined: { silent } }: { readonly combined: CombinedView }) {
  if (silent.length === 0) return undefined;
  return (
    <details className="silent">
      <summary>{counted(silent.length, "finding")} from which nothing is proposed here</summary>
      <ul>
        {silent.map(({ ref, label, title, because }) => (
          <li key={ref}>
            <b>{label}</b> <Plumb refId={ref}>{title}</Plumb> <span className="quiet">{because}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
