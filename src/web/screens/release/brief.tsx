/** One page to take along: exactly what may be shown to readers of one level, and nothing from above it. */
import { ErrorLine } from "../../components/error-line.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { Tlp } from "../../components/tlp.tsx";
import { sayDated } from "../../components/dated.tsx";
import type { CaseInfo } from "../../data/cases.ts";
import { usePreview } from "../../data/release.ts";
import { useAddress } from "../../layout/address.ts";
import { ChoiceFields, useChoice } from "../../components/edition-choice.tsx";

export function Brief({ about }: { readonly about: CaseInfo }) {
  const { caseName } = useAddress();
  const choice = useChoice(about);
  const { data, error } = usePreview(caseName, choice);
  return (
    <>
      <ChoiceFields about={about} choice={choice} />
      {error === null ? undefined : <ErrorLine error={error} />}
      {data === undefined ? undefined : (
        <section className="brief" aria-label="What I may show">
          <Tlp level={choice.ceiling} />
          <h2>{data.view.title}</h2>
          <p className="quiet">
            As of {sayDated(data.view.asOf)}. {data.view.authors.map(({ name }) => name).join(", ")}.
          </p>
          {data.view.notice === undefined ? undefined : <p>{data.view.notice}</p>}
          <ol>
            {data.view.judgments.map(({ ref, wording, states, positions }) => (
              <li key={ref}>
                <p className="serif">
                  <Plumb refId={wording?.ref ?? ref}>{wording?.text ?? states.text}</Plumb>
                </p>
                <ul>
                  {positions.map((position) => (
                    <li key={position.ref} className={position.holds}>
                      <b>{position.organisation.name}</b> {position.holds}
                      {position.stance === "reported" ? " (reported)" : ""}. Likelihood:{" "}
                      {position.likelihood === "not stated" ? "not stated" : position.likelihood.term}.{" "}
                      <span>Confidence: {position.confidence}.</span>
                      {position.holds === "dissents" && position.why !== undefined
                        ? ` “${position.why}”`
                        : ""}
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ol>
          <p className="quiet">
            Everything else of this case is above TLP:{choice.ceiling} or not released. Root of what this page
            rests on: <code>{data.view.viewRoot}</code>
          </p>
          <button type="button" onClick={() => print()}>
            Print this page
          </button>
        </section>
      )}
    </>
  );
}
