import { useEffect, useState } from "react";
import { useAddress, useGo } from "../layout/address.ts";

/** Typing is not an address: what is typed is kept here, and stands in the address once the hand rests. */
const REST_MS = 150;

/** Free text that filters the screen: `q` in the address. `/` brings the focus here. */
export function SearchField({ placeholder }: { readonly placeholder: string }) {
  const inAddress = useAddress().search["q"] ?? "";
  const go = useGo();
  const [typed, setTyped] = useState(inAddress);
  const [last, setLast] = useState(inAddress);
  // The address changed by itself: back, a link, a cleared filter.
  if (inAddress !== last) {
    setLast(inAddress);
    setTyped(inAddress);
  }
  useEffect(() => {
    if (typed === inAddress) return undefined;
    const rest = setTimeout(() => {
      setLast(typed);
      go({ q: typed === "" ? undefined : typed }, { replace: true });
    }, REST_MS);
    return () => clearTimeout(rest);
  }, [typed, inAddress, go]);
  return (
    <label className="search-field">
      Text
      <input
        type="search"
        value={typed}
        placeholder={placeholder}
        onChange={({ target }) => setTyped(target.value)}
      />
    </label>
  );
}
