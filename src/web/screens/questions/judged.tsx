/** Which hypotheses are judged, and a way to judge those that are not. */
import { Link } from "@tanstack/react-router";
import type { MatrixView } from "../../../views/matrix.ts";
import { useJudgments } from "../../data/reasoning.ts";
import { pathTo, useAddress } from "../../layout/address.ts";

export function Judged({ matrix, mayJudge }: { readonly matrix: MatrixView; readonly mayJudge: boolean }) {
  const { caseName } = useAddress();
  const judgments = useJudgments(caseName).data;
  if (judgments === undefined) return undefined;
  return (
    <p className="judged quiet">
      {matrix.hypotheses.map(({ ref }, at) => {
        const judged = judgments.filter(({ states }) => states.ref === ref);
        if (judged.length === 0 && !mayJudge) return undefined;
        return (
          <span key={ref}>
            H{at + 1}{" "}
            {judged.length === 0 ? (
              <Link to={pathTo(caseName, "judgments")} search={{ do: "begin", hypothesis: ref }}>
                judge this
              </Link>
            ) : (
              judged.map(({ ref: judgment, label }) => (
                <Link key={judgment} to={pathTo(caseName, "judgments", label)}>
                  {label}
                </Link>
              ))
            )}
          </span>
        );
      })}
    </p>
  );
}
