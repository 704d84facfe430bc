/** Every known origin with the items that end at it: what looks like many reports hangs on one stem. */
import type { LedgerItem, LedgerView } from "../../../views/reasoning.ts";
import { NotAssessed } from "../../components/not-assessed.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { useArtifacts } from "../../data/documents.ts";
import { useAddress } from "../../layout/address.ts";
import { counted } from "../../../words.ts";

export function Origins({ ledger }: { readonly ledger: LedgerView }) {
  const { caseName } = useAddress();
  const artifacts = useArtifacts(caseName).data ?? [];
  const names = new Map([
    ...artifacts.map(({ ref, body }) => [ref, body.title] as const),
    ...ledger.items.map(({ ref, text }) => [ref, text] as const),
    ...ledger.circular.flatMap(({ origins }) => origins.map(({ ref, text }) => [ref, text] as const)),
  ]);
  const stems = new Map<string, LedgerItem[]>();
  for (const item of ledger.items)
    if (item.origins !== "not recorded")
      for (const origin of item.origins) stems.set(origin, [...(stems.get(origin) ?? []), item]);
  const unknown = ledger.items.filter(({ origins }) => origins === "not recorded");
  return (
    <section className="origins">
      <ul>
        {[...stems]
          .sort(([, a], [, b]) => b.length - a.length)
          .map(([origin, items]) => (
            <li key={origin}>
              <p>
                <Plumb refId={origin}>{names.get(origin) ?? origin}</Plumb>{" "}
                <span className="quiet">{counted(items.length, "item")}</span>
              </p>
              <Leaves items={items.filter(({ ref }) => ref !== origin)} />
            </li>
          ))}
      </ul>
      {unknown.length === 0 ? undefined : (
        <>
          <NotAssessed word="origin not recorded: these corroborate nothing" />
          <Leaves items={unknown} />
        </>
      )}
    </section>
  );
}

function Leaves({ items }: { readonly items: readonly LedgerItem[] }) {
  return (
    <ul>
      {items.map(({ ref, name, text }) => (
        <li key={ref}>
          <Plumb refId={ref}>{text}</Plumb> <span className="quiet">{name}</span>
        </li>
      ))}
    </ul>
  );
}
