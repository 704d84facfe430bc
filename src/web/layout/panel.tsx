import { useState } from "react";
import { EmptyPanel } from "./panel-empty.tsx";
import { ErrorLine } from "../components/error-line.tsx";
import { KeyHint } from "../components/key-hint.tsx";
import { Tlp } from "../components/tlp.tsx";
import { Term } from "../components/term.tsx";
import type { CaseInfo } from "../data/cases.ts";
import { useTrace } from "../data/trace.ts";
import { useAddress, useGo } from "./address.ts";
import { PANEL_SLOT_ID } from "./in-rail.tsx";
import { KEYS } from "./keys.ts";
import { Line } from "./line.tsx";
import { NoteBeside } from "./note.tsx";
import "./panel.css";

/** The plumb panel: the line from what is selected down to the bytes it rests on. */
export function Panel({
  about,
  helps,
  onHelpDone,
}: {
  readonly about: CaseInfo | undefined;
  readonly helps: boolean;
  readonly onHelpDone: () => void;
}) {
  const { caseName, search } = useAddress();
  const go = useGo();
  const hung = search["plumb"];
  const line = useTrace(caseName, hung);
  // On a small screen the panel is a sheet over the content: it opens with what hangs, and closes by hand.
  const [shut, setShut] = useState<string>();
  const isShut = hung !== undefined && shut === hung;
  return (
    <aside
      className="panel"
      aria-label="Plumb line"
      data-empty={!helps && hung === undefined}
      data-shut={!helps && isShut}
    >
      <div className="top">
        <h2>{helps ? "Keys" : "Plumb line"}</h2>
        {about === undefined ? undefined : (
          <Term of={`TLP:${about.ceiling}`}>
            <Tlp level={about.ceiling} />
          </Term>
        )}
        <button
          type="button"
          className="sheet-toggle"
          aria-expanded={!isShut}
          onClick={() => (helps ? onHelpDone() : setShut(isShut ? undefined : hung))}
        >
          {isShut ? "Open" : "Close"}
        </button>
      </div>
      <div id={PANEL_SLOT_ID} hidden={helps || hung !== undefined} />
      {helps ? (
        <KeyList onDone={onHelpDone} />
      ) : hung === undefined ? (
        <EmptyPanel />
      ) : line.error === null ? (
        line.data === undefined ? (
          <output className="quiet">Letting the line down …</output>
        ) : (
          <>
            <Line root={line.data} />
            <p className="foot">
              Every step has an address. The same line prints with{" "}
              <code>plumbline trace CASE {line.data.ref}</code>.{" "}
              <button type="button" onClick={() => go({ plumb: undefined, line: undefined })}>
                Close the line
              </button>
            </p>
            <NoteBeside caseName={caseName} refId={line.data.ref} />
          </>
        )
      ) : (
        <ErrorLine error={line.error} />
      )}
    </aside>
  );
}

/** The keys of this screen, and those that every screen has. */
function KeyList({ onDone }: { readonly onDone: () => void }) {
  const { screen } = useAddress();
  return (
    <>
      <dl className="key-list">
        {KEYS.filter(({ on }) => on === undefined || on === screen).map(({ keys, does }) => (
          <div key={does}>
            <dt>{keys.map((key) => (key === "…" ? "to " : <KeyHint key={key}>{key}</KeyHint>))}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p className="foot">
        <button type="button" onClick={onDone}>
          Back to the line
        </button>
      </p>
    </>
  );
}
