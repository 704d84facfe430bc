/** Who coded how much, how far they agree over what was said independently, and what is left to settle. */
import { Link } from "@tanstack/react-router";
import type {
  AgreementFigures,
  CodebookView,
  CodedUnit,
  CoderPair,
  CodingView,
} from "../../../../views/coding.ts";
import type { CodingDesk } from "../../../../desk/index.ts";
import { ErrorLine } from "../../../components/error-line.tsx";
import { Imported } from "../../../components/imported.tsx";
import { Plumb } from "../../../components/plumb.tsx";
import { Table } from "../../../components/table.tsx";
import type { CaseInfo } from "../../../data/cases.ts";
import { sayCodes, useCoding } from "../../../data/codings.ts";
import { useAddress } from "../../../layout/address.ts";
import { count, counted, percentInColumn, plural } from "../../../../words.ts";
import { CodingParts } from "./parts.tsx";
import { PostText } from "./unit.tsx";

const FEW = 30;
const SHOWN = 100;

export function Agreement({ book, about }: { readonly book: CodebookView; readonly about: CaseInfo }) {
  const { caseName, search } = useAddress();
  const reviews = about.roles.includes("reviewer");
  const everything = reviews && search["all"] === "yes";
  const { data: coding, error } = useCoding(caseName, book.ref, everything);
  return (
    <>
      <CodingParts coding={coding} />
      {error === null ? undefined : <ErrorLine error={error} />}
      {coding === undefined ? undefined : (
        <>
          <Kept coding={coding} reviews={reviews} everything={everything} />
          {coding.coders.length === 0 ? (
            <p className="soft">Nobody has coded with this codebook yet.</p>
          ) : (
            <Figures coding={coding} />
          )}
          <ToSettle coding={coding} />
        </>
      )}
    </>
  );
}

/** What is not shown here, and why. */
function Kept({
  coding,
  reviews,
  everything,
}: {
  readonly coding: CodingView;
  readonly reviews: boolean;
  readonly everything: boolean;
}) {
  if (coding.kept === 0 && !everything) return undefined;
  return (
    <div className="kept">
      <p>
        {everything
          ? "Everything is shown, also of units that you have not coded."
          : `${counted(coding.kept, "code")} by others ${plural(coding.kept, "is", "are")} kept from you until you have coded the same unit, and not counted below.`}
      </p>
      {reviews ? (
        <Link
          to="."
          search={(old: object) => ({ ...old, all: everything ? undefined : "yes" })}
          resetScroll={false}
        >
          {everything ? "Show what a coder sees" : "Show everything, as a reviewer who does not code"}
        </Link>
      ) : undefined}
    </div>
  );
}

function Figures({ coding }: { readonly coding: CodingView }) {
  const { codebook, coders, byOne, bySeveral, overall, byCode, pairs, underEarlier, outdated } = coding;
  const label = (code: string) => codebook.categories.find((one) => one.code === code)?.label ?? code;
  const rows = [
    ...(overall === "see each code" ? [] : [{ name: "All codes", given: undefined, figures: overall }]),
    ...byCode.map(({ code, given, ...figures }) => ({ name: label(code), given, figures })),
  ];
  return (
    <>
      <section>
        <h2>Who coded</h2>
        <Table
          caption="Coders and how many units each coded"
          rows={coders}
          keyOf={({ person }) => person}
          columns={[
            { head: "Coder", cell: ({ person }) => person },
            { head: "For", cell: ({ organisation }) => organisation.name },
            { head: "Units", num: true, cell: ({ units }) => count(units) },
            { head: "Cannot say", num: true, cell: ({ cannotSay }) => count(cannotSay) },
          ]}
        />
        <p className="quiet">
          {counted(byOne, "unit")} coded by one, {count(bySeveral)} by several.
          {underEarlier === 0
            ? ""
            : ` ${counted(underEarlier, "code")} given under an earlier version; ${count(outdated)} left out, because the version that stands lacks them.`}
        </p>
      </section>
      {bySeveral === 0 ? undefined : (
        <section>
          <h2>How far they agree</h2>
          <Table
            caption="Agreement of the coders"
            rows={rows}
            keyOf={({ name }) => name}
            columns={[
              { head: "Code", cell: ({ name }) => name },
              { head: "Given", num: true, cell: ({ given }) => (given === undefined ? "" : count(given)) },
              { head: "Units", num: true, cell: ({ figures }) => count(figures.units) },
              { head: "Equal pairs", num: true, cell: ({ figures }) => sayEqual(figures) },
              { head: "Krippendorff’s alpha", num: true, cell: ({ figures }) => sayAlpha(figures) },
            ]}
          />
          <p className="quiet under">{sayBasis(coding)}</p>
          {pairs.map((pair) => (
            <Pair key={`${pair.first} ${pair.second}`} pair={pair} label={label} />
          ))}
        </section>
      )}
    </>
  );
}

const sayEqual = ({ equal, pairs }: AgreementFigures): string =>
  typeof equal === "number" ? `${percentInColumn(equal)} of ${count(pairs)}` : equal;

const sayAlpha = ({ alpha, tooFew }: AgreementFigures): string =>
  `${typeof alpha === "number" ? alpha.toFixed(3) : alpha}${tooFew ? ", too few" : ""}`;

function sayBasis({ overall, changedLater }: CodingView): string {
  const parts = [
    "Counted over what each coder said before the others’ codes of the unit could be seen.",
    overall === "see each code"
      ? "Several codes may be given, so each is taken by itself, given or not; there is no figure over all."
      : "For a single code: given or not.",
    "“Cannot say” is left out. Alpha is 1 for perfect agreement and 0 for chance; it is not defined where all gave one and the same code.",
    `Below ${FEW} units each of these figures is too uncertain to rely on.`,
    ...(changedLater === 0
      ? []
      : [`${counted(changedLater, "code")} changed afterwards; the change does not count here.`]),
  ];
  return parts.join(" ");
}

/** Two coders: rows of the first, columns of the second. */
function Pair({ pair, label }: { readonly pair: CoderPair; readonly label: (code: string) => string }) {
  const rows = pair.counts.map((counts, i) => ({ code: pair.head[i]!, counts, i }));
  return (
    <figure className="pair">
      <Table
        caption={`${pair.first} in rows, ${pair.second} in columns`}
        rows={rows}
        keyOf={({ code }) => code}
        columns={[
          { head: "Code", cell: ({ code }) => label(code) },
          ...pair.head.map((code, column) => ({
            head: label(code),
            num: true,
            cell: ({ counts, i }: (typeof rows)[number]) => (
              <span className={counts[column] === 0 ? "none" : i === column ? "same" : "differs"}>
                {count(counts[column]!)}
              </span>
            ),
          })),
        ]}
      />
      <figcaption className="quiet">
        {pair.first} in rows, {pair.second} in columns: {counted(pair.units, "unit")}.
      </figcaption>
    </figure>
  );
}

function ToSettle({ coding }: { readonly coding: CodingDesk }) {
  const { disagreements, codebook } = coding;
  if (disagreements.length === 0) return undefined;
  const posts = new Map(coding.posts.map((post) => [`${post.artifact}#row-${post.row}`, post]));
  return (
    <section>
      <h2>{counted(disagreements.length, "unit")} to settle</h2>
      <p className="quiet">
        Talk it over. To change a code, open the unit and code it again. What was said first stays in the log
        and in the agreement.
      </p>
      <ol className="to-settle">
        {disagreements.slice(0, SHOWN).map((unit) => (
          <li key={unit.key}>
            <Difference unit={unit} codebook={codebook} post={posts.get(unit.key)} />
          </li>
        ))}
      </ol>
      {disagreements.length > SHOWN ? (
        <p className="quiet">And {count(disagreements.length - SHOWN)} more: settle these first.</p>
      ) : undefined}
    </section>
  );
}

function Difference({
  unit,
  codebook,
  post,
}: {
  readonly unit: CodedUnit;
  readonly codebook: CodebookView;
  readonly post: CodingDesk["posts"][number] | undefined;
}) {
  return (
    <>
      {post === undefined ? (
        <p>
          {"account" in unit.unit ? (
            <Imported text={unit.unit.account} />
          ) : (
            <Plumb refId={unit.key}>row {unit.unit.row}</Plumb>
          )}
        </p>
      ) : (
        <PostText post={post} />
      )}
      <ul className="sides">
        {unit.entries.map((entry) => (
          <li key={entry.ref}>
            <Plumb refId={entry.ref}>
              <b>{entry.person}</b> {sayCodes(entry.says, codebook)}
            </Plumb>
          </li>
        ))}
        <li>
          <Link
            to="."
            search={(old: object) => ({ ...old, show: undefined, ...addressOf(unit, post), unit: unit.key })}
          >
            Open it
          </Link>
        </li>
      </ul>
    </>
  );
}

/** A filter under which the unit is in the queue. */
function addressOf(
  { unit }: CodedUnit,
  post: CodingDesk["posts"][number] | undefined,
): Readonly<Record<string, string | undefined>> {
  const none = { q: undefined, language: undefined, object: undefined, from: undefined, to: undefined };
  const all = { ...none, seed: undefined };
  if ("account" in unit) return { ...all, account: unit.account };
  if (post === undefined) return {};
  const end = new Date(Date.parse(post.time) + 1).toISOString();
  return { ...all, account: post.account, from: post.time, to: end };
}
