/** Puts the finding under a judgment, for or against: one Basis record with a reason and a marking. */
import { useState } from "react";
import type { Tlp as Level } from "../../../model/marking.ts";
import type { Ref } from "../../../model/refs.ts";
import type { FindingView } from "../../../model/view.ts";
import { ErrorLine } from "../../components/error-line.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { useCite } from "../../data/cite.ts";
import { useJudgments } from "../../data/reasoning.ts";
import { useAddress } from "../../layout/address.ts";
import { counted } from "../../words.ts";

const LEVELS: readonly Level[] = ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"];
/** Reasons not yet recorded, by finding. In memory only: what is new is AMBER+STRICT and is never left on a disk. */
const REASONS = new Map<Ref, string>();

export function Cite({ view: { ref, label } }: { readonly view: FindingView }) {
  const { room } = useAddress();
  const judgments = useJudgments(room).data ?? [];
  const cite = useCite(room);
  const [judgment, setJudgment] = useState("");
  const [why, setWhy] = useState(REASONS.get(ref) ?? "");
  const [tlp, setTlp] = useState<Level>("AMBER+STRICT");
  const chosen = judgments.find((one) => one.ref === judgment) ?? judgments[0];
  const record = (stands: "for" | "against") => {
    if (chosen === undefined) return;
    cite.mutate(
      { judgment: chosen.ref, entry: ref, stands, why, marking: { tlp } },
      {
        onSuccess: () => {
          REASONS.delete(ref);
          setWhy("");
        },
      },
    );
  };
  if (chosen === undefined)
    return <p className="soft">There is no judgment yet that {label} could stand under.</p>;
  return (
    <form className="cite" onSubmit={(event) => event.preventDefault()}>
      <label>
        Judgment
        <select value={chosen.ref} onChange={({ target }) => setJudgment(target.value)}>
          {judgments.map((one) => (
            <option key={one.ref} value={one.ref}>
              {one.label} {one.wording?.text ?? one.states.text}
            </option>
          ))}
        </select>
      </label>
      <label>
        Why it tells for or against
        <textarea
          rows={2}
          maxLength={4000}
          value={why}
          onChange={({ target }) => {
            setWhy(target.value);
            REASONS.set(ref, target.value);
          }}
        />
      </label>
      <label className="level">
        Marking
        <select value={tlp} onChange={({ target }) => setTlp(target.value as Level)}>
          {LEVELS.map((one) => (
            <option key={one} value={one}>
              TLP:{one}
            </option>
          ))}
        </select>
      </label>
      <p className="acts">
        <button type="button" disabled={cite.isPending} onClick={() => record("for")}>
          Cite for
        </button>
        <button type="button" disabled={cite.isPending} onClick={() => record("against")}>
          Cite against
        </button>
        <span className="quiet">
          What is typed here is kept while the page is open, and not on this computer.
        </span>
      </p>
      {cite.error === null ? undefined : <ErrorLine error={cite.error} />}
      <CitedIn entry={ref} />
    </form>
  );
}

/** Where it stands already. */
function CitedIn({ entry }: { readonly entry: Ref }) {
  const { room } = useAddress();
  const judgments = useJudgments(room).data ?? [];
  const places = judgments.flatMap((judgment) =>
    (["for", "against", "context"] as const).flatMap((stands) =>
      judgment[stands].entries.flatMap((basis) =>
        basis.entry !== "not public" && basis.entry.ref === entry ? [{ basis, stands, judgment }] : [],
      ),
    ),
  );
  return (
    <output className="quiet">
      {places.length === 0 ? "Cited nowhere." : `Cited in ${counted(places.length, "place")}: `}
      {places.map(({ basis, stands, judgment }, at) => (
        <span key={basis.ref}>
          {at === 0 ? "" : ", "}
          <Plumb refId={basis.ref}>
            <span className={stands}>{stands}</span> {judgment.label}
          </Plumb>
        </span>
      ))}
    </output>
  );
}
