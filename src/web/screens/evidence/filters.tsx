/** Side, grade, speaker and origin of the items that are shown, each choice with what it would leave. All of it stands in the address. */
import type { LedgerItem } from "../../../views/reasoning.ts";
import { Select } from "../../components/fields.tsx";
import { useAddress, useGo } from "../../layout/address.ts";
import type { Search } from "../../layout/address.ts";
import { count } from "../../../words.ts";
import { ASPECTS, countsOf, NOT_RECORDED, UNCITED } from "./filter.ts";
import type { Aspect, Chosen } from "./filter.ts";

const LABELS: Readonly<Record<Aspect, readonly [label: string, all: string]>> = {
  side: ["Cited", "anywhere or not"],
  grade: ["Grade", "every grade"],
  speaker: ["Speaker", "everybody"],
  origin: ["Origin", "every origin"],
};
const SIDES: Readonly<Record<string, string>> = {
  for: "for a judgment",
  against: "against a judgment",
  context: "as context",
  [UNCITED]: "nowhere",
};
const MOST = 60;

export const chosenIn = (search: Search): Chosen =>
  Object.fromEntries(
    ASPECTS.flatMap((aspect) => (search[aspect] === undefined ? [] : [[aspect, search[aspect]]])),
  );

export function EvidenceFilters({
  items,
  originName,
}: {
  /** What the words leave. */
  readonly items: readonly LedgerItem[];
  readonly originName: (ref: string) => string;
}) {
  const { search } = useAddress();
  const go = useGo();
  const chosen = chosenIn(search);
  const speakers = new Map(items.flatMap(({ speaker }) => (speaker ? [[speaker.ref, speaker.name]] : [])));
  const sayValue: Readonly<Record<Aspect, (value: string) => string>> = {
    side: (value) => SIDES[value] ?? value,
    grade: (value) => value,
    speaker: (value) => speakers.get(value) ?? value,
    origin: (value) => (value === NOT_RECORDED ? value : originName(value)),
  };
  return (
    <search className="evidence-filters" aria-label="Which items">
      {ASPECTS.map((aspect) => (
        <Select
          key={aspect}
          label={LABELS[aspect][0]}
          value={chosen[aspect] ?? ""}
          onValue={(value) => go({ [aspect]: value === "" ? undefined : value }, { replace: true })}
          empty={LABELS[aspect][1]}
          options={countsOf(items, chosen, aspect).map(([value, n]) => ({
            value,
            text: `${cut(sayValue[aspect](value))}, ${count(n)}`,
          }))}
        />
      ))}
      {Object.keys(chosen).length === 0 ? undefined : (
        <button
          type="button"
          onClick={() =>
            go(Object.fromEntries(ASPECTS.map((aspect) => [aspect, undefined])), { replace: true })
          }
        >
          Clear filter
        </button>
      )}
    </search>
  );
}

const cut = (text: string): string => (text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text);
