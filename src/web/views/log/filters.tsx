import { useMemo } from "react";
import type { ShownRecord } from "../../../workbench/index.ts";
import { SearchField } from "../../components/search-field.tsx";
import { useAddress, useGo } from "../../layout/address.ts";

/** Type, person, text. What is chosen stands in the address. */
export function Filters({ records }: { readonly records: readonly ShownRecord[] }) {
  const { search } = useAddress();
  const go = useGo();
  const types = useMemo(() => [...new Set(records.map(({ record }) => record.type))].sort(), [records]);
  const people = useMemo(() => [...new Set(records.map(({ record }) => record.by))].sort(), [records]);
  const set = (name: string, value: string) =>
    go({ [name]: value === "" ? undefined : value }, { replace: true });
  const active = ["type", "by", "q"].some((name) => search[name] !== undefined);
  return (
    <search className="filters">
      <label>
        Type
        <select value={search["type"] ?? ""} onChange={({ target }) => set("type", target.value)}>
          <option value="">every type</option>
          {types.map((type) => (
            <option key={type}>{type}</option>
          ))}
        </select>
      </label>
      <label>
        Person
        <select value={search["by"] ?? ""} onChange={({ target }) => set("by", target.value)}>
          <option value="">everybody</option>
          {people.map((person) => (
            <option key={person}>{person}</option>
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
