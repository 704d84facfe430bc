/** What the posts of the filter have in common, with counts: a click cuts the list down to a value, or takes the cut away. */
import { useId } from "react";
import type { FacetsView } from "../../../desk/index.ts";
import { count, counted as numbered } from "../../../words.ts";
import { ErrorLine } from "../../components/error-line.tsx";
import { Imported } from "../../components/imported.tsx";
import { useCounts } from "../../data/posts.ts";
import { useAddress, useGo } from "../../layout/address.ts";
import type { Search } from "../../layout/address.ts";
import { filterIn } from "./filters.tsx";

const MOST_VALUES = 20;
/** Extra columns that have a button of their own. */
const MOST_COLUMNS = 12;

/** Counted by what: as the server names it, and in words. */
const KINDS = [
  ["hashtag", "Hashtags"],
  ["domain", "Domains"],
  ["language", "Languages"],
  ["account", "Accounts"],
] as const;

export function Counted({ facets }: { readonly facets: FacetsView | undefined }) {
  const { search } = useAddress();
  const go = useGo();
  const id = useId();
  const columns = (facets?.columns ?? []).filter((name) => name !== "language").slice(0, MOST_COLUMNS);
  const all = [...KINDS, ...columns.map((name) => [JSON.stringify(name), name] as const)];
  const open = all.find(([by]) => by === search["count"]);
  return (
    <>
      <div className="counted-by">
        <span className="quiet">Count by</span>
        {all.map(([by, words]) => (
          <button
            key={by}
            type="button"
            aria-expanded={by === open?.[0]}
            aria-controls={by === open?.[0] ? id : undefined}
            onClick={() => go({ count: by === open?.[0] ? undefined : by }, { replace: true })}
          >
            {words}
          </button>
        ))}
      </div>
      {open === undefined ? undefined : <Values id={id} by={open[0]} words={open[1]} />}
    </>
  );
}

function Values({ id, by, words }: { readonly id: string; readonly by: string; readonly words: string }) {
  const { caseName, search } = useAddress();
  const go = useGo();
  const { data, error } = useCounts(caseName, filterIn(search), by, MOST_VALUES);
  const shown = data?.by === by ? data.values : undefined;
  return (
    <section id={id} className="values-counted" aria-label={`${words} of these posts`}>
      {error === null ? undefined : <ErrorLine error={error} />}
      {shown === undefined ? <output className="quiet">Counting …</output> : undefined}
      {shown?.length === 0 ? <p className="quiet">These posts have none.</p> : undefined}
      <ul>
        {shown?.map(({ value, posts, accounts }) => {
          const cut = cutTo(by, value);
          const [name = "", to] = Object.entries(cut)[0] ?? [];
          const chosen = search[name] === to;
          return (
            <li key={value}>
              <button
                type="button"
                aria-pressed={chosen}
                onClick={() => go(chosen ? { [name]: undefined } : cut, { replace: true })}
              >
                <Imported text={value} />
              </button>
              <span className="quiet">
                {count(posts)}
                <span className="unseen"> posts</span>
                {by === "account" ? "" : ` by ${numbered(accounts, "account")}`}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The part of the filter that is one value. */
function cutTo(by: string, value: string): Search {
  if (by === "account" || by === "language") return { [by]: value };
  return by.startsWith('"') ? { cell: `${by}:${value}` } : { object: `${by}:${value}` };
}
