/** What readers of an edition get of each judgment: one line where it is the same, else what they do not get, or read in other words. */
import type { JudgmentView } from "../../../views/edition.ts";
import type { PreviewView } from "../../../desk/index.ts";
import { NotAssessed } from "../../components/not-assessed.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { counted, listed, plural } from "../../../words.ts";

export type Removal = PreviewView["removals"][number];
type Removals = ReadonlyMap<string, Removal>;

export function Differs({
  own,
  preview: { removals, view, records },
}: {
  /** As the person sees them. */
  readonly own: readonly JudgmentView[];
  readonly preview: PreviewView;
}) {
  const byRef: Removals = new Map(removals.map((removal) => [removal.ref, removal]));
  const compared = own.map((judgment) => {
    const theirs = view.judgments.find(({ ref }) => ref === judgment.ref);
    return { judgment, theirs, differences: differencesOf(judgment, theirs, byRef) };
  });
  const same = compared.filter(({ differences }) => differences.length === 0);
  return (
    <section className="differs" aria-label="What its readers get">
      <h2>What its readers get</h2>
      <p className="soft">
        {same.length === 0
          ? "No judgment is the same for them."
          : `${counted(same.length, "judgment")} ${plural(same.length, "is", "are")} the same for them: ${listed(same.map(({ judgment }) => judgment.label))}.`}
      </p>
      {compared
        .filter(({ differences }) => differences.length > 0)
        .map(({ judgment, theirs, differences }) => (
          <Changed key={judgment.ref} judgment={judgment} theirs={theirs} differences={differences} />
        ))}
      <p className="quiet">
        {counted(records, "record")} at this level; root <code>{view.viewRoot.slice(0, 16)}…</code>
      </p>
    </section>
  );
}

interface ChangedProps {
  readonly judgment: JudgmentView;
  readonly theirs: JudgmentView | undefined;
  readonly differences: readonly Difference[];
}

function Changed({ judgment, theirs, differences }: ChangedProps) {
  const same = partsOf(judgment).length - differences.length;
  return (
    <article>
      <h3>
        <span className="label">{judgment.label}</span>
        {theirs === undefined ? (
          <NotAssessed word="not in the edition" />
        ) : (
          <span>{theirs.wording?.text ?? theirs.states.text}</span>
        )}
      </h3>
      <ul>
        {differences.map(({ part: { ref, also, stands, words }, removal, theirs: read }) => (
          <li key={also ?? ref}>
            {stands === undefined ? undefined : <span className={stands}>{stands} </span>}
            <span className={read === undefined ? "removed" : undefined}>
              <Plumb refId={ref}>{words}</Plumb>
              <span className="why">{read === undefined ? sayWhy(removal) : `they read: ${read}`}</span>
            </span>
          </li>
        ))}
        {theirs === undefined || same === 0 ? undefined : (
          <li className="quiet">
            {counted(same, "other part")} {plural(same, "is", "are")} the same for them.
          </li>
        )}
      </ul>
    </article>
  );
}

const sayWhy = (removal: Removal | undefined): string =>
  removal === undefined ? "left out" : `left out, ${removal.marking}: ${removal.why}`;

/** A part of a judgment as it is printed. */
interface PrintedPart {
  readonly ref: string;
  /** A record without which this part is not printed either. */
  readonly also?: string;
  /** For, against or as context, for an item of its basis. */
  readonly stands?: string;
  readonly words: string;
}

/** A part that readers of the edition do not get, or read in other words. */
interface Difference {
  readonly part: PrintedPart;
  readonly removal: Removal | undefined;
  readonly theirs: string | undefined;
}

/** The wording first. */
function partsOf({ ref, wording, states, positions, ...basis }: JudgmentView): readonly PrintedPart[] {
  const entries = [...basis.for.entries, ...basis.against.entries, ...basis.context.entries];
  return [
    { ref: wording?.ref ?? ref, also: ref, words: wording?.text ?? states.text },
    ...positions.map(({ ref: position, organisation, holds, likelihood, confidence }) => ({
      ref: position,
      words: `${organisation.name} ${holds}: ${likelihood === "not stated" ? "not stated" : likelihood.term}. Confidence: ${confidence}.`,
    })),
    ...entries.map(({ ref: entered, entry, stands }) => ({
      ref: entry === "not public" ? entered : entry.ref,
      also: entered,
      stands,
      words: entry === "not public" ? "not public" : entry.text,
    })),
  ];
}

const keyOf = ({ ref, also }: PrintedPart): string => also ?? ref;

/** Parts that are left out for the readers of an edition, and parts that they read in other words. */
function differencesOf(
  own: JudgmentView,
  theirs: JudgmentView | undefined,
  removals: Removals,
): readonly Difference[] {
  const read = new Map(
    (theirs === undefined ? [] : partsOf(theirs)).map((part) => [keyOf(part), part.words]),
  );
  return partsOf(own).flatMap((part) => {
    const removal = removals.get(part.ref.split("#")[0] ?? part.ref) ?? removals.get(part.also ?? "");
    const words = removal === undefined ? read.get(keyOf(part)) : undefined;
    return words === part.words ? [] : [{ part, removal, theirs: words }];
  });
}
