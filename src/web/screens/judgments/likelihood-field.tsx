/** A term picked on the line from 0 to 100; the number is recorded only where somebody wants to state one. */
import { Select } from "../../components/fields.tsx";
import { Likelihood } from "../../components/likelihood.tsx";
import { SCALES, scaleOf, termNear } from "../../data/scales.ts";

/** A likelihood being picked; `term` and `percent` are empty where none is stated. */
export interface Likely {
  readonly scale: string;
  readonly term: string;
  readonly percent: string;
}

export function LikelihoodField({
  likely: { scale: id, term, percent },
  set,
}: {
  readonly likely: Likely;
  readonly set: (changes: Partial<Likely>) => void;
}) {
  const scale = scaleOf(id);
  const picked = scale?.terms.find((one) => one.term === term);
  const middle = picked === undefined ? 50 : Math.round((picked.band[0] + picked.band[1]) / 2);
  const pick = (value: string) => {
    const near = scale === undefined ? undefined : termNear(scale, Number(value));
    if (near !== undefined) set({ term: near.term, ...(percent === "" ? {} : { percent: value }) });
  };
  return (
    <fieldset className="field likely">
      <legend>Likelihood</legend>
      <div className="side-by-side">
        <Select
          label="Scale"
          value={id}
          onValue={(next) => set({ scale: next, term: "", percent: "" })}
          options={SCALES.map((one) => ({ value: one.id, text: one.title }))}
        />
        <Select
          label="Term"
          value={term}
          onValue={(next) => set({ term: next, percent: "" })}
          empty="not stated"
          options={(scale?.terms ?? []).map((one) => ({
            value: one.term,
            text: `${one.term}, ${one.band[0]}–${one.band[1]} %`,
          }))}
        />
      </div>
      {picked === undefined ? (
        <p className="quiet">Nothing is drawn until a term is chosen.</p>
      ) : (
        <div className="line">
          <Likelihood
            value={{
              scale: id,
              term,
              band: picked.band,
              ...(percent === "" ? {} : { percent: Number(percent) }),
            }}
            bounds={scale?.terms.flatMap(({ band }) => [...band]) ?? []}
          />
          <input
            type="range"
            min={1}
            max={99}
            value={percent === "" ? middle : Number(percent)}
            aria-label="Place on the line from 0 to 100 percent"
            onChange={({ target }) => pick(target.value)}
          />
        </div>
      )}
      <label className="check">
        <input
          type="checkbox"
          checked={percent !== ""}
          disabled={picked === undefined}
          onChange={({ target }) => set({ percent: target.checked ? String(middle) : "" })}
        />
        state a number, too{percent === "" ? "" : `: ${percent} %`}
      </label>
    </fieldset>
  );
}
