import type { RecordFacets } from "../../../desk/index.ts";
import { SearchField } from "../../components/search-field.tsx";
import { useAddress, useGo } from "../../layout/address.ts";

/** Type, person, text. What is chosen stands in the address. */
export function Filters({ facets }: { readonly facets: RecordFacets | undefined }) {
  const { search } = useAddress();
  const go = useGo();
  const set = (name: string, value: string) =>
    go({ [name]: value === "" ? undefined : value }, { replace: true });
  const active = ["type", "by", "q"].some((name) => search[name] !== undefined);
  return (
    <search className="filters">
      <label>
        Type
        <select value={search["type"] ?? ""} onChange={({ target }) => set("type", target.value)}>
          <option value="">every type</option>
          {facets?.types.map(({ value, count }) => (
            <option key={value} value={value}>
              {value} ({count})
            </option>
          ))}
        </select>
      </label>
      <label>
        Person
        <select value={search["by"] ?? ""} onChange={({ target }) => set("by", target.value)}>
          <option value="">everybody</option>
          {facets?.people.map(({ value, count }) => (
            <option key={value} value={value}>
              {value} ({count})
            </option>
          ))}
        </select>
      </label>
      <SearchField placeholder="words, a key, an id" />
      {active ? (
        <button
          type="button"
          onClick={() => go({ type: undefined, by: undefined, q: undefined }, { replace: true })}
        >
          Clear filter
        </button>
      ) : undefined}
    </search>
  );
}
