/** What is done with the list that the filter finds: turned round, saved as a file, kept under a name. */
import { useState } from "react";
import { Link } from "@tanstack/react-router";
import { Field } from "../../components/fields.tsx";
import { postsFileOf } from "../../data/posts.ts";
import type { PostFilter, PostOrder } from "../../data/posts.ts";
import { useSavedFilters } from "../../data/saved-filters.ts";
import { pathTo, useAddress, useGo } from "../../layout/address.ts";
import { parseSearch } from "../../layout/address.ts";
import type { Search } from "../../layout/address.ts";

export const orderIn = (search: Search): PostOrder => (search["order"] === "newest" ? "newest" : "oldest");

export function Listing({
  filter,
  order,
  total,
}: {
  readonly filter: PostFilter;
  readonly order: PostOrder;
  readonly total: number | undefined;
}) {
  const { caseName } = useAddress();
  const go = useGo();
  const isNewest = order === "newest";
  return (
    <div className="listing">
      <button type="button" onClick={() => go({ order: isNewest ? undefined : "newest" }, { replace: true })}>
        {isNewest ? "Oldest first" : "Newest first"}
      </button>
      {total === undefined || total === 0 ? undefined : (
        <a href={postsFileOf(caseName, filter, order)} download>
          Save as CSV
        </a>
      )}
      <Saved filter={filter} />
    </div>
  );
}

/** Filters of one's own, by name; nobody else sees them. */
function Saved({ filter }: { readonly filter: PostFilter }) {
  const { caseName } = useAddress();
  const { filters, save, remove } = useSavedFilters(caseName);
  const [name, setName] = useState<string>();
  const query = new URLSearchParams({ ...filter }).toString();
  const known = filters.find((one) => one.query === query);
  return (
    <>
      {query === "" || known !== undefined || name !== undefined ? undefined : (
        <button type="button" onClick={() => setName("")}>
          Keep this filter
        </button>
      )}
      {name === undefined ? undefined : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() === "") return;
            save(name.trim(), query);
            setName(undefined);
          }}
        >
          <Field label="Name of the filter">
            <input value={name} maxLength={80} onChange={({ target }) => setName(target.value)} />
          </Field>
          <button type="submit" disabled={name.trim() === ""}>
            Keep it
          </button>
          <button type="button" onClick={() => setName(undefined)}>
            Cancel
          </button>
        </form>
      )}
      {filters.length === 0 ? undefined : (
        <ul className="saved" aria-label="Filters that you keep">
          {filters.map((one) => (
            <li key={one.name}>
              <Link
                to={pathTo(caseName, "corpus")}
                search={parseSearch(one.query) as never}
                aria-current={one === known ? "true" : undefined}
                preload={false}
              >
                {one.name}
              </Link>
              <button
                type="button"
                className="quiet"
                aria-label={`Forget ${one.name}`}
                onClick={() => remove(one.name)}
              >
                Forget
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
