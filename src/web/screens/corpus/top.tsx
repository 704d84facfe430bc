/** The commonest values of a column over time, of a group beside others: what people look for first, and the way to choose a theme. */
import { Link } from "@tanstack/react-router";
import type { TopView } from "../../../desk/index.ts";
import { Dated, sayDated } from "../../components/dated.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { Select } from "../../components/fields.tsx";
import { Imported } from "../../components/imported.tsx";
import { useFacets, useTop } from "../../data/posts.ts";
import type { TopAsked } from "../../data/posts.ts";
import { useInputs } from "../../data/tables.ts";
import type { Search } from "../../layout/address.ts";
import { pathTo, useAddress, useGo } from "../../layout/address.ts";
import { count, counted, percent } from "../../../words.ts";

/** What posts have without a column of their own. */
const KINDS = ["hashtag", "domain", "url", "mention", "account"] as const;
/** Kinds by which the list of posts is cut down. */
const CUTS: ReadonlySet<string> = new Set(["hashtag", "domain", "url", "mention"]);

function askedIn(search: Search): TopAsked {
  const { column = "hashtag", group, comparison } = search;
  return {
    column,
    by: search["by"] === "day" ? "day" : "week",
    ...(group === undefined ? {} : { group }),
    ...(comparison === undefined ? {} : { comparison }),
  };
}

export function Top() {
  const { caseName, search } = useAddress();
  const asked = askedIn(search);
  const { data, error, isPlaceholderData } = useTop(caseName, asked);
  return (
    <section className="top-values" aria-label="Commonest values">
      <h1 className="statement">What is commonest, and when</h1>
      <p className="lead">
        Counts and no test: of many values some rise by chance. It is the way to choose a theme; then declare
        a run of it.
      </p>
      <Chooser asked={asked} />
      {error === null ? undefined : <ErrorLine error={error} />}
      {data === undefined || error !== null ? undefined : (
        <div aria-busy={isPlaceholderData}>
          <Values top={data} asked={asked} />
        </div>
      )}
    </section>
  );
}

function Chooser({ asked }: { readonly asked: TopAsked }) {
  const { caseName } = useAddress();
  const go = useGo();
  const columns = useFacets(caseName).data?.columns ?? [];
  const groups = useInputs(caseName).data?.group ?? [];
  const set = (name: string) => (value: string) =>
    go({ [name]: value === "" ? undefined : value }, { replace: true });
  const named = [...KINDS, ...columns.filter((one) => !KINDS.some((kind) => kind === one))];
  const options = groups.map(({ name, title }) => ({ value: name, text: `${name}: ${title}` }));
  return (
    <div className="chooser">
      <Select
        label="Column"
        value={asked.column}
        onValue={set("column")}
        options={withChosen(named, asked.column).map((value) => ({ value, text: value }))}
      />
      <Select
        label="A bar is"
        value={asked.by}
        onValue={set("by")}
        options={[
          { value: "week", text: "a week" },
          { value: "day", text: "a day" },
        ]}
      />
      <Select
        label="Posts of"
        value={asked.group ?? ""}
        onValue={set("group")}
        empty="everybody"
        options={options}
      />
      <Select
        label="Beside posts of"
        value={asked.comparison ?? ""}
        onValue={set("comparison")}
        empty={asked.group === undefined ? "nobody" : "all others"}
        options={options}
      />
    </div>
  );
}

/** What the address asks for stands in the list, even if the list does not have it. */
const withChosen = (known: readonly string[], chosen: string): readonly string[] =>
  known.includes(chosen) ? known : [...known, chosen];

type Row = TopView["rows"][number];

function Values({ top, asked }: { readonly top: TopView; readonly asked: TopAsked }) {
  const { rows, values, posts, elsewhere, periods, by } = top;
  const [first, last] = [periods[0] ?? "", periods.at(-1) ?? ""];
  const widest = Math.max(...rows.map((row) => Math.max(row.share, row.elsewhere ?? 0)), 0);
  return (
    <>
      <table className="table stacks values">
        <caption className="unseen">Commonest values of {asked.column}</caption>
        <thead>
          <tr>
            <th scope="col">{asked.column}</th>
            <th scope="col" className="num">
              Posts
            </th>
            <th scope="col" className="num">
              Accounts
            </th>
            <th scope="col" className="shares">
              {elsewhere === null ? "Share of the posts" : "Share, and below it elsewhere"}
            </th>
            <th scope="col" className="span">
              <span>{sayDated(first)}</span>
              <span>{sayDated(last)}</span>
            </th>
            <th scope="col">
              <span className="unseen">Go on</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.value}>
              <td className="value">
                <Value row={row} asked={asked} />
              </td>
              <td className="num" data-head="posts">
                {count(row.posts)}
              </td>
              <td className="num" data-head="accounts">
                {count(row.accounts)}
              </td>
              <td className="shares">
                <Share share={row.share} widest={widest} name="in these posts" />
                {row.elsewhere === null ? undefined : (
                  <Share share={row.elsewhere} widest={widest} name="elsewhere" />
                )}
              </td>
              <td className="over-time">
                <Bars row={row} top={top} />
              </td>
              <td>
                <ToRun row={row} asked={asked} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet">
        {counted(rows.length, "value")} of {count(values)} in {counted(posts, "post")}
        {elsewhere === null ? "" : `, beside ${counted(elsewhere, "post")} elsewhere`}, from{" "}
        <Dated at={first} /> to the {by} of <Dated at={last} />, UTC. Bars of a row have a scale of their own:
        the tallest is its fullest {by}.
      </p>
    </>
  );
}

/** A value leads to the posts that have it, where they can be cut down to it. */
function Value({ row: { value }, asked: { column } }: { readonly row: Row; readonly asked: TopAsked }) {
  const { caseName } = useAddress();
  const cut =
    column === "account" || column === "language"
      ? { [column]: value }
      : CUTS.has(column)
        ? { object: `${column}:${value}` }
        : undefined;
  if (cut === undefined) return <Imported text={value} />;
  return (
    <Link to={pathTo(caseName, "corpus")} search={cut} title="Posts that have it">
      <Imported text={value} />
    </Link>
  );
}

function Share({
  share,
  widest,
  name,
}: {
  readonly share: number;
  readonly widest: number;
  readonly name: string;
}) {
  return (
    <span className={name === "elsewhere" ? "share elsewhere" : "share"}>
      <i aria-hidden="true" style={{ width: `${widest === 0 ? 0 : (share / widest) * 100}%` }} />
      <span>
        {percent(share)}
        <span className="unseen"> {name}</span>
      </span>
    </span>
  );
}

const HEIGHT = 24;

/** Posts of each period; every row has the same axis. */
function Bars({ row, top: { periods, by } }: { readonly row: Row; readonly top: TopView }) {
  const most = Math.max(1, ...row.counts);
  const at = row.counts.indexOf(most);
  const gap = row.counts.length > 80 ? 0 : 0.2;
  const d = row.counts
    .map((n, i) => {
      if (n === 0) return "";
      const tall = Math.max(1, (n / most) * (HEIGHT - 1));
      return `M${i + gap / 2} ${HEIGHT}v-${tall.toFixed(2)}h${1 - gap}V${HEIGHT}z`;
    })
    .join("");
  return (
    <svg
      viewBox={`0 0 ${row.counts.length} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`Most, ${count(most)}, in the ${by} of ${sayDated(periods[at] ?? "")}`}
    >
      <path className="bars" d={d} />
      <path className="base" vectorEffect="non-scaling-stroke" d={`M0 ${HEIGHT}H${row.counts.length}`} />
    </svg>
  );
}

/** The form of a shift, with this value as its theme. Nothing is said of single accounts. */
function ToRun({
  row: { value },
  asked: { column, group },
}: {
  readonly row: Row;
  readonly asked: TopAsked;
}) {
  const { caseName } = useAddress();
  if (column === "account" || value.length > 200) return undefined;
  return (
    <Link
      to={pathTo(caseName, "findings", "run")}
      search={{
        detector: "shift",
        "with-column": column,
        "with-value": value,
        ...(group === undefined ? {} : { "with-group": group }),
      }}
    >
      Declare a shift run
    </Link>
  );
}
