/** The frame of a case: its sections on the left, one object of thought in the middle, the plumb line on the right. */
import { Outlet } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { ErrorLine } from "../components/error-line.tsx";
import { useCase } from "../data/cases.ts";
import { useLive } from "../data/live.ts";
import { useAddress } from "./address.ts";
import { DropIn } from "./drop-in.tsx";
import { Glances } from "./glance.tsx";
import { Find } from "./find.tsx";
import { useKeys } from "./keys.ts";
import { Panel } from "./panel.tsx";
import { Rail } from "./rail.tsx";
import { UndoLine } from "./undo-line.tsx";
import { UnsavedLine } from "./unsaved-line.tsx";
import "./frame.css";

export function CaseFrame() {
  const { caseName } = useAddress();
  const about = useCase(caseName);
  const [helps, setHelps] = useState(false);
  useLive(caseName);
  const [finds, setFinds] = useState(false);
  const find = useCallback(() => setFinds(true), []);
  useKeys(setHelps, find);
  // A server that is lost later takes nothing away that is shown, and typed in.
  if (about.data === undefined && about.error !== null)
    return (
      <main className="alone">
        <ErrorLine error={about.error} />
        <p>
          <a href="/">Cases</a>
        </p>
      </main>
    );
  return (
    <div className="frame">
      <a className="skip" href="#stage">
        Skip to the content
      </a>
      <Rail about={about.data} onHelp={() => setHelps((shown) => !shown)} onFind={find} />
      {finds ? <Find onDone={() => setFinds(false)} /> : undefined}
      <main id="stage" className="stage" tabIndex={-1}>
        {about.data?.readOnly === true && (
          <p className="read-only" role="status">
            <b>This case can only be read.</b> Its disk cannot be written or had no room when the server
            started. It is shown as it was then; nothing can be recorded.
          </p>
        )}
        <DropIn caseName={caseName} />
        <Outlet />
        <UndoLine caseName={caseName} />
        <UnsavedLine caseName={caseName} />
        <Glances caseName={caseName} />
      </main>
      <Panel about={about.data} helps={helps} onHelpDone={() => setHelps(false)} />
    </div>
  );
}
