/** Two published editions: what changed from one to the other, and whether the lower says the same as the higher. */
import { EmptyState } from "../../components/empty-state.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { Select } from "../../components/fields.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { Term } from "../../components/term.tsx";
import { useEditions } from "../../data/editions.ts";
import { useComparison } from "../../data/release.ts";
import { useAddress, useGo } from "../../layout/address.ts";

export function Compare() {
  const { caseName, search } = useAddress();
  const go = useGo();
  const editions = useEditions(caseName).data?.editions ?? [];
  const one = search["one"] ?? editions[0]?.name ?? "";
  const other = search["other"] ?? editions.find(({ name }) => name !== one)?.name ?? "";
  const { data, error } = useComparison(caseName, one, other);
  if (editions.length < 2)
    return (
      <EmptyState title="There is nothing to compare yet.">
        <p>Two published editions stand side by side here: what changed, and whether they agree.</p>
      </EmptyState>
    );
  const options = editions.map(({ name, ceiling }) => ({ value: name, text: `${name}, TLP:${ceiling}` }));
  return (
    <>
      <div className="choose">
        <Select
          label="From, or the lower"
          value={one}
          onValue={(name) => go({ one: name }, { replace: true })}
          options={options}
        />
        <Select
          label="To, or the higher"
          value={other}
          onValue={(name) => go({ other: name }, { replace: true })}
          options={options}
        />
      </div>
      {error === null ? undefined : <ErrorLine error={error} />}
      {data === undefined ? undefined : (
        <>
          <section className="parity">
            <h2>
              <Term of="parity">Parity</Term>:{" "}
              {data.parity.holds ? "the two say the same" : "the two do not say the same"}
            </h2>
            <ul>
              {data.parity.breaches.map((breach) => (
                <li key={breach}>{breach}</li>
              ))}
              {data.parity.pairs.map(({ lower, higher, positions }) => (
                <li key={`${lower} ${higher}`} className="soft">
                  {lower} is {higher}: {positions} positions are the same records
                </li>
              ))}
            </ul>
            {data.parity.withheld.length === 0 ? undefined : (
              <p className="soft">Only in the higher: {data.parity.withheld.join(", ")}.</p>
            )}
          </section>
          <section>
            <h2>What changed</h2>
            {data.diff.changes.length === 0 ? <p className="soft">Nothing.</p> : undefined}
            <ul className="changes">
              {data.diff.changes.map(({ what, judgment, text, refs: [ref] }, at) => (
                <li key={at}>
                  <span className="quiet">{judgment ?? what}</span>
                  {ref === undefined ? <span>{text}</span> : <Plumb refId={ref}>{text}</Plumb>}
                </li>
              ))}
            </ul>
          </section>
        </>
      )}
    </>
  );
}
