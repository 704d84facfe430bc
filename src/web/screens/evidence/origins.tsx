/** The tree of origins as a figure: what looks like many reports hangs on one stem, as thick as its share of the items. */
import type { LedgerItem, LedgerView } from "../../../views/reasoning.ts";
import { NotAssessed } from "../../components/not-assessed.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { useArtifacts } from "../../data/documents.ts";
import { useOpenOrigins } from "../../data/proposals.ts";
import { useAddress } from "../../layout/address.ts";
import { count, counted, plural } from "../../../words.ts";
import { forestOf } from "./tree.ts";
import type { TreeNode } from "./tree.ts";

/** Documents that are read for origins nobody has answered yet: each costs a reading. */
const MOST_READ = 12;
/** Pixels of the thickest stem, and of one that bears nothing. */
const THICK = 14;
const THIN = 2;

/** Titles of documents and words of items, by their references. */
export function useOriginNames(ledger: LedgerView | undefined): (ref: string) => string {
  const { caseName } = useAddress();
  const artifacts = useArtifacts(caseName).data ?? [];
  const names = new Map([
    ...artifacts.map(({ ref, body }) => [ref, body.title] as const),
    ...(ledger?.items ?? []).map(({ ref, text }) => [ref, text] as const),
    ...(ledger?.circular ?? []).flatMap(({ origins }) =>
      origins.map(({ ref, text }) => [ref, text] as const),
    ),
  ]);
  return (ref) => names.get(ref) ?? "a document that is not shown at this level";
}

export function Origins({
  ledger: { items },
  nameOf,
}: {
  readonly ledger: LedgerView;
  readonly nameOf: (ref: string) => string;
}) {
  const { caseName } = useAddress();
  const artifacts = useArtifacts(caseName).data ?? [];
  const refs = new Set(artifacts.map(({ ref }) => ref));
  const readable = artifacts.filter(({ read, body }) => read && body.held && body.memberOf === undefined);
  const read = readable.slice(0, MOST_READ);
  const proposed = useOpenOrigins(
    caseName,
    read.map(({ ref }) => ref),
  );
  const documents = artifacts.map(({ ref, read: isRead, body: { derivedFrom } }) => ({
    ref,
    isRead,
    from: typeof derivedFrom === "object" ? derivedFrom.filter((one) => refs.has(one)) : [],
  }));
  const forest = forestOf(items, documents, proposed);
  const known = items.filter(({ origins }) => origins !== "not recorded").length;
  const unknown = items.filter(({ origins }) => origins === "not recorded");
  return (
    <section className="origins">
      <Bottleneck forest={forest} known={known} nameOf={nameOf} />
      <ul className="forest" aria-label="Origins, and what rests on each">
        {forest.map((node) => (
          <li key={node.ref}>
            <Node node={node} known={known} nameOf={nameOf} />
          </li>
        ))}
      </ul>
      <p className="quiet legend-of-tree">
        <span>
          <i className="drawn" aria-hidden="true" /> recorded; the thicker, the more of the {count(known)}{" "}
          items with known lineage
        </span>
        <span>
          <i className="drawn dashed" aria-hidden="true" /> proposed, and nobody has answered it
          {read.length < readable.length
            ? `; looked for in ${count(read.length)} of ${counted(readable.length, "document")}`
            : ""}
        </span>
      </p>
      {unknown.length === 0 ? undefined : (
        <details className="unknown">
          <summary>
            <NotAssessed
              word={`${counted(unknown.length, "item")} of an origin that is not recorded: ${plural(unknown.length, "it corroborates", "they corroborate")} nothing`}
            />
          </summary>
          <Leaves items={unknown} />
        </details>
      )}
    </section>
  );
}

/** Said first where most hangs on one origin. */
function Bottleneck({
  forest: [first],
  known,
  nameOf,
}: {
  readonly forest: readonly TreeNode[];
  readonly known: number;
  readonly nameOf: (ref: string) => string;
}) {
  if (first === undefined || first.weight < 2 || first.weight * 2 < known) return undefined;
  return (
    <p className="bottleneck">
      <b>
        {count(first.weight)} of {counted(known, "item")} with known lineage hang on one origin:
      </b>{" "}
      {nameOf(first.ref)}
    </p>
  );
}

function Node({
  node: { ref, items, weight, isProposed, children },
  known,
  nameOf,
}: {
  readonly node: TreeNode;
  readonly known: number;
  readonly nameOf: (ref: string) => string;
}) {
  const own = items.filter((item) => item.ref !== ref);
  return (
    <>
      <p className="document">
        <i
          className={isProposed ? "stem dashed" : "stem"}
          aria-hidden="true"
          style={isProposed ? undefined : { height: stemOf(weight, known) }}
        />
        <Plumb refId={ref}>{nameOf(ref)}</Plumb>{" "}
        <span className="quiet">
          {isProposed ? "proposed" : weight === 0 ? "no item" : counted(weight, "item")}
        </span>
      </p>
      {own.length === 0 ? undefined : (
        <details className="leaves">
          <summary>
            {counted(own.length, "item")}
            {children.length === 0 ? "" : " of its own"}
          </summary>
          <Leaves items={own} />
        </details>
      )}
      {children.length === 0 ? undefined : (
        <ul
          className={children.every((child) => child.isProposed) ? "retold dashed" : "retold"}
          style={{
            borderLeftWidth: stemOf(
              children.reduce((sum, child) => sum + child.weight, 0),
              known,
            ),
          }}
        >
          {children.map((child) => (
            <li key={`${child.ref} ${child.isProposed ? "proposed" : ""}`}>
              <Node node={child} known={known} nameOf={nameOf} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const stemOf = (weight: number, known: number): number =>
  known === 0 ? THIN : Math.max(THIN, Math.round((THICK * weight) / known));

function Leaves({ items }: { readonly items: readonly LedgerItem[] }) {
  return (
    <ul>
      {items.map(({ ref, text }) => (
        <li key={ref}>
          <Plumb refId={ref}>{text}</Plumb>
        </li>
      ))}
    </ul>
  );
}
