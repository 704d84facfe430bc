/** The form of a detector, made from its descriptor: what everybody decides first, the rest folded at its defaults. */
import { useState } from "react";
import type { FormEvent, ReactNode } from "react";
import type { Descriptor } from "../../../workbench/index.ts";
import { ErrorLine } from "../../components/error-line.tsx";
import { useCase } from "../../data/cases.ts";
import { useStartRun } from "../../data/runs.ts";
import { useInputs } from "../../data/tables.ts";
import { useWritingFor } from "../../data/writing-for.ts";
import { useAddress } from "../../layout/address.ts";
import { counted } from "../../../words.ts";
import { Field } from "./field.tsx";

type Parameter = Descriptor["parameters"][number];

/** Parameters that say with whom everybody is compared. */
const COMPARISON = /^(?:within$|set-aside-)/;

/** Before the name of a parameter in the address: what another page proposes for it. */
const GIVEN = "with-";

/** So few are all shown. */
const FEW = 5;

interface Groups {
  readonly first: readonly Parameter[];
  readonly more: readonly Parameter[];
  readonly compared: readonly Parameter[];
}

/** First stand the two that a detector names first, what it takes from the case, and what has no default. */
function groupsOf({ parameters }: Descriptor): Groups {
  const compared = parameters.filter(({ name }) => COMPARISON.test(name));
  const others = parameters.filter((parameter) => !compared.includes(parameter));
  const isFirst = ({ kind, default: value }: Parameter, i: number) =>
    others.length <= FEW || i < 2 || kind === "input" || value === "";
  return {
    first: others.filter(isFirst),
    more: others.filter((parameter, i) => !isFirst(parameter, i)),
    compared,
  };
}

export function RunForm({
  detector,
  onStarted,
}: {
  readonly detector: Descriptor;
  readonly onStarted: (job: string) => void;
}) {
  const { caseName, search } = useAddress();
  const start = useStartRun(caseName);
  const writing = useWritingFor(useCase(caseName).data);
  const inputs = useInputs(caseName).data;
  const [seed, setSeed] = useState("");
  const [changed, setChanged] = useState<Readonly<Record<string, string | boolean>>>({});
  const given = ({ name }: Parameter) => search[`${GIVEN}${name}`];
  const valueOf = (parameter: Parameter) => {
    const { name, default: value } = parameter;
    return changed[name] ?? (typeof value === "boolean" ? value : (given(parameter) ?? String(value)));
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (writing === undefined) return;
    const parameters = Object.fromEntries(
      detector.parameters.map((parameter) => {
        const value = valueOf(parameter);
        const number = parameter.kind === "integer" || parameter.kind === "number";
        return [parameter.name, number ? Number(value) : value];
      }),
    );
    const seeded = seed === "" ? {} : { seed: Number(seed) };
    const run = { detector: detector.id, parameters, for: writing.ref, ...seeded };
    start.mutate(run, { onSuccess: ({ id }) => onStarted(id) });
  };
  const { first, more, compared } = groupsOf(detector);
  const field = (parameter: Parameter) => (
    <Field
      key={parameter.name}
      parameter={parameter}
      value={valueOf(parameter)}
      choices={parameter.takes === undefined ? undefined : inputs?.[parameter.takes]}
      onChange={(value) => setChanged((old) => ({ ...old, [parameter.name]: value }))}
    />
  );
  const isGiven = (parameter: Parameter) => given(parameter) !== undefined;
  return (
    <form className="run-form" onSubmit={onSubmit}>
      <fieldset>
        <legend>What is looked for</legend>
        {first.map(field)}
      </fieldset>
      <p className="acts">
        <button type="submit" disabled={start.isPending || writing === undefined}>
          Run {detector.title}
        </button>
        <span className="quiet">
          {detector.id} {detector.version}. It reads {detector.posts ? "the posts" : "the records"} that you
          may read; the result is marked as they are
          {writing === undefined ? "" : ` and recorded as ${writing.name}`}.
        </span>
      </p>
      {start.error === null ? undefined : <ErrorLine error={start.error} />}
      <Fold words={`${counted(more.length + 1, "more setting")}, at the default`} open={more.some(isGiven)}>
        {more.map(field)}
        <Seed seed={seed} onSeed={setSeed} />
      </Fold>
      {compared.length === 0 ? undefined : (
        <Fold
          words="Comparison group: everybody who shared anything of this kind"
          open={compared.some(isGiven)}
        >
          <fieldset>
            <legend className="unseen">Comparison group</legend>
            <p className="quiet">
              All accounts that shared anything of this kind are compared, except those set aside or left out
              here. For another comparison group, make another run.
            </p>
            {compared.map(field)}
          </fieldset>
        </Fold>
      )}
    </form>
  );
}

/** Settings that most runs leave as they are. A value that cannot be sent opens them, so that it is seen. */
function Fold({
  words,
  open: initial,
  children,
}: {
  readonly words: string;
  readonly open: boolean;
  readonly children: ReactNode;
}) {
  const [open, setOpen] = useState(initial);
  return (
    <details
      open={open}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      onInvalid={() => setOpen(true)}
    >
      <summary>{words}</summary>
      {children}
    </details>
  );
}

function Seed({ seed, onSeed }: { readonly seed: string; readonly onSeed: (seed: string) => void }) {
  return (
    <div className="field">
      <label htmlFor="run-seed">Seed</label>
      <div>
        <input
          id="run-seed"
          type="number"
          min={0}
          max={2 ** 32 - 1}
          step={1}
          aria-describedby="run-seed-help"
          value={seed}
          onChange={({ target }) => onSeed(target.value)}
        />
        <p className="quiet" id="run-seed-help">
          Decides the shuffles: the same seed over the same posts gives the same result. Empty: 1.
        </p>
      </div>
    </div>
  );
}
