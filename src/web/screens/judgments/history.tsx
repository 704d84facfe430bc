/** How the judgment came to stand as it does: every record that moved it, oldest first. */
import type { JudgmentView } from "../../../views/edition.ts";
import type { HistoryChange } from "../../../views/reasoning.ts";
import { Dated } from "../../components/dated.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { useHistory } from "../../data/reasoning.ts";
import { useAddress } from "../../layout/address.ts";
import { counted } from "../../../words.ts";

export function History({ judgment }: { readonly judgment: JudgmentView }) {
  const { caseName } = useAddress();
  const { data, error } = useHistory(caseName, judgment.ref);
  if (error !== null) return <ErrorLine error={error} />;
  if (data === undefined) return undefined;
  return (
    <section>
      <details className="history">
        <summary>
          <h2>History</h2> <span className="quiet">{counted(data.changes.length, "change")}</span>
        </summary>
        <ol>
          {data.changes.map((change) => (
            <Change key={`${change.ref} ${change.kind}`} change={change} />
          ))}
        </ol>
      </details>
    </section>
  );
}

interface ChangeProps {
  readonly change: HistoryChange;
}

function Change({ change: { ref, at, heldAt, person, organisation, movedBy, ...of } }: ChangeProps) {
  const { kind, change, before, after } = of;
  return (
    <li>
      <Dated at={heldAt ?? at} />
      <div>
        <Plumb refId={ref}>
          {kind} {change}
        </Plumb>{" "}
        <span className="soft">{before === "nothing" ? after : `“${before}” before, “${after}” after`}</span>
        {movedBy === undefined ? undefined : (
          <p>
            Moved by{" "}
            {movedBy.map((mover, i) => (
              <span key={mover.ref}>
                {i === 0 ? "" : "; "}
                <Plumb refId={mover.ref}>{mover.text}</Plumb>
              </span>
            ))}
          </p>
        )}
        <p className="quiet">
          {person}, {organisation.name}
        </p>
      </div>
    </li>
  );
}
