/** The level at which a file comes in. It stands in the address. */
import type { Tlp as Level } from "../../../model/marking.ts";
import { useCase } from "../../data/cases.ts";
import { useAddress, useGo } from "../../layout/address.ts";
import type { Search } from "../../layout/address.ts";

const LEVELS = ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"] as const satisfies readonly Level[];
const USUAL: Level = "AMBER+STRICT";

export const levelIn = (search: Search): Level => LEVELS.find((one) => one === search["tlp"]) ?? USUAL;

export function Marking({ level }: { readonly level: Level }) {
  const { caseName } = useAddress();
  const go = useGo();
  const ceiling = useCase(caseName).data?.ceiling ?? "RED";
  return (
    <fieldset>
      <legend>Marking of the file and of its posts</legend>
      <label className="radio">
        <span className="unseen">Level</span>
        <select value={level} onChange={({ target }) => go({ tlp: target.value }, { replace: true })}>
          {LEVELS.slice(0, LEVELS.indexOf(ceiling) + 1).map((one) => (
            <option key={one} value={one}>
              TLP:{one}
            </option>
          ))}
        </select>
      </label>
      <p className="quiet">People who may not read this level do not learn that the file is here.</p>
    </fieldset>
  );
}
