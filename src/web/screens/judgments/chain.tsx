/** The attribution chain as a ladder: each rung with who holds what and what it rests on, the lowest at the foot. */
import { Link } from "@tanstack/react-router";
import type { ChainStep } from "../../../views/reasoning.ts";
import type { JudgmentView } from "../../../views/edition.ts";
import { ErrorLine } from "../../components/error-line.tsx";
import { NotAssessed } from "../../components/not-assessed.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { Term } from "../../components/term.tsx";
import { useCase } from "../../data/cases.ts";
import { useChain } from "../../data/reasoning.ts";
import { pathTo, useAddress, useGo } from "../../layout/address.ts";
import { counted } from "../../../words.ts";
import { TakePosition } from "./take-position.tsx";

export function Chain({
  judgment,
  all,
}: {
  readonly judgment: JudgmentView;
  readonly all: readonly JudgmentView[];
}) {
  const { caseName } = useAddress();
  const { data, error } = useChain(caseName, judgment.ref);
  if (error !== null) return <ErrorLine error={error} />;
  if (data === undefined || (data.steps.length < 2 && judgment.states.rung === undefined)) return undefined;
  return (
    <section className="chain">
      <h2>
        What it rests on, <Term of="attribution rung">rung by rung</Term>
      </h2>
      <ol>
        {data.steps.map((step) => (
          <li key={step.judgment.ref}>
            <Rung step={step} view={all.find(({ ref }) => ref === step.judgment.ref)} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Rung({ step, view }: { readonly step: ChainStep; readonly view: JudgmentView | undefined }) {
  const { caseName } = useAddress();
  const { judgment, states, positions, categories, independentOrigins, breaches } = step;
  const basis = [...(view?.for.entries ?? []), ...(view?.against.entries ?? [])];
  return (
    <>
      <h3>
        <Link to={pathTo(caseName, "judgments", judgment.ref)} search={true}>
          {view?.label ?? judgment.name}
        </Link>{" "}
        <Plumb refId={judgment.ref}>{step.rung === undefined ? states : `${step.rung}: ${states}`}</Plumb>
      </h3>
      <p className="holders">
        {positions.length === 0 ? <NotAssessed word="no position" /> : undefined}
        {positions.map(({ ref, organisation, stance, holds, likelihood }) => (
          <Plumb key={ref} refId={ref} className={stance}>
            {organisation.initials} {holds === "dissents" ? "dissents, " : ""}
            {likelihood === "not stated" ? "not stated" : likelihood.term}
          </Plumb>
        ))}
      </p>
      <p className="rests">
        {basis.length === 0 ? <NotAssessed word="no basis recorded" /> : undefined}
        {basis.map(({ ref, entry, stands }) => (
          <Plumb key={ref} refId={entry === "not public" ? ref : entry.ref} className={stands}>
            {entry === "not public" ? "not public" : `${entry.label} ${stands}`}
          </Plumb>
        ))}
      </p>
      <p className="quiet">
        {categories.length === 0 ? "No category of evidence recorded" : categories.join(", ")};{" "}
        {counted(independentOrigins.length, "origin")} of its own
      </p>
      {breaches.map((breach) => (
        <p key={`${breach.position} ${breach.rule}`} className="breach">
          <Plumb refId={breach.position}>{breach.text}</Plumb> <code>{breach.code}</code>
        </p>
      ))}
      {view === undefined ? undefined : <JudgeRung judgment={view} />}
    </>
  );
}

/** A position on one rung, taken where it stands; the rung that is open stands in the address. */
function JudgeRung({ judgment }: { readonly judgment: JudgmentView }) {
  const { caseName, search } = useAddress();
  const go = useGo();
  const about = useCase(caseName).data;
  if (about?.roles.includes("analyst") !== true || about.organisations.length === 0) return undefined;
  const close = () => go({ rung: undefined });
  if (search["rung"] === judgment.label)
    return <TakePosition judgment={judgment} about={about} onDone={close} />;
  return (
    <Link
      to="."
      search={(old: object) => ({ ...old, rung: judgment.label, do: undefined })}
      resetScroll={false}
      preload={false}
    >
      Take a position on {judgment.label}
    </Link>
  );
}
