/** What looks like many reports and is one: items that end at one origin, and what one document carries alone. Folded, by their titles. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Named } from "../../../views/basics.ts";
import type { CircularGroup, LedgerView } from "../../../views/reasoning.ts";
import { Plumb } from "../../components/plumb.tsx";
import { counted, listed, plural, unended } from "../../../words.ts";

export function Groups({ ledger: { circular, oneDocument } }: { readonly ledger: LedgerView }) {
  const carrying = oneDocument.filter(({ items, judgments }) => items.length > 1 || judgments.length > 0);
  if (circular.length + carrying.length === 0) return undefined;
  return (
    <ul className="groups">
      {circular
        .toSorted((a, b) => b.items.length - a.items.length)
        .map((group) => (
          <li key={group.items.map(({ ref }) => ref).join(" ")}>
            <OneReport group={group} />
          </li>
        ))}
      {carrying.map(({ document, items, judgments }) => (
        <li key={document.ref}>
          <Folded
            items={[...items, ...judgments]}
            summary={
              <>
                <b>{counted(items.length + judgments.length, "item or judgment", "items and judgments")}</b>{" "}
                known through one document alone: {document.text}
              </>
            }
          />
        </li>
      ))}
    </ul>
  );
}

function OneReport({ group: { origins, items } }: { readonly group: CircularGroup }) {
  const [first] = origins;
  return (
    <Folded
      items={items}
      summary={
        <>
          <b>
            {counted(items.length, "item")}, {counted(origins.length, "origin")}:
          </b>{" "}
          {listed(origins.map(({ text }) => unended(text)))}
        </>
      }
    >
      {first === undefined ? undefined : (
        <p>
          <Link
            to="."
            search={(old: object) => ({ ...old, origin: first.ref })}
            resetScroll={false}
            preload={false}
          >
            Show {plural(origins.length, "what ends there", "what ends at the first of them")}
          </Link>
        </p>
      )}
    </Folded>
  );
}

function Folded({
  summary,
  items,
  children,
}: {
  readonly summary: ReactNode;
  readonly items: readonly Named[];
  readonly children?: ReactNode;
}) {
  return (
    <details>
      <summary>{summary}</summary>
      {children}
      <ul className="of-group">
        {items.map(({ ref, text }) => (
          <li key={ref}>
            <Plumb refId={ref}>{text}</Plumb>
          </li>
        ))}
      </ul>
    </details>
  );
}
