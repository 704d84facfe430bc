import type { AsOf } from "../../data/reasoning.ts";
import type { Search } from "../../layout/address.ts";
import { useAddress, useGo } from "../../layout/address.ts";

/** The time that the address asks for. */
export function asOfIn(search: Search): AsOf {
  const { at, heldAt } = search;
  return { ...(at === undefined ? {} : { at }), ...(heldAt === undefined ? {} : { heldAt }) };
}

/** Back in time: as the case knew it on a day, or as it was held on a day. */
export function AsOfFields() {
  const { search } = useAddress();
  const go = useGo();
  const field = (name: "at" | "heldAt", label: string) => (
    <label>
      {label}
      <input
        type="date"
        value={search[name] ?? ""}
        onChange={({ target }) =>
          go({ [name]: target.value === "" ? undefined : target.value }, { replace: true })
        }
      />
    </label>
  );
  return (
    <div className="as-of">
      {field("at", "As known on")}
      {field("heldAt", "As held on")}
    </div>
  );
}
