/** What is typed and kept by nothing but this window, wherever in the case it was typed: why, and what the person may choose. */
import { useEffect, useSyncExternalStore } from "react";
import type { ReactNode } from "react";
import type { Refusal } from "../client.ts";
import { ErrorLine } from "../components/error-line.tsx";
import type { Clash, Kept } from "../data/case-forms.ts";
import { choose, clashesOf, keepingChanges, onKeeping, openCase, troubleOf } from "../data/keeping.ts";
import "./unsaved-line.css";

export function UnsavedLine({ caseName }: { readonly caseName: string }) {
  useEffect(() => openCase(caseName), [caseName]);
  useSyncExternalStore(onKeeping, keepingChanges);
  const trouble = troubleOf(caseName);
  return (
    <div className="unsaved-line">
      {trouble === undefined ? undefined : <Trouble refusal={trouble} />}
      {clashesOf(caseName).map((clash) => (
        <TwoWindows key={clash.name} caseName={caseName} clash={clash} />
      ))}
    </div>
  );
}

/** Why the server does not have what is typed, and what to do. */
function Trouble({ refusal }: { readonly refusal: Refusal }) {
  if (refusal.code === "OFFLINE")
    return (
      <p role="alert">
        <b>The server does not answer.</b> What is typed is only in this window: leave it open; the page tries
        again.
      </p>
    );
  if (refusal.code === "UNAUTHENTICATED")
    return (
      <p role="alert">
        <b>The server was started again, or your session has ended.</b> What is typed is only in this window:
        leave it open,{" "}
        <a href="/start" target="_blank" rel="noopener">
          sign in in another one
        </a>
        , and this page goes on.
      </p>
    );
  return <ErrorLine error={refusal} />;
}

function TwoWindows({ caseName, clash }: { readonly caseName: string; readonly clash: Clash }) {
  const { name, mine, other } = clash;
  const fields = [...new Set([...Object.keys(mine), ...Object.keys(other ?? {})])];
  const differing = fields.filter((field) => mine[field] !== other?.[field]);
  const pick = (which: "mine" | "other") => choose({ caseName, name }, which);
  return (
    <section role="alert" aria-label="Typed in two windows">
      <h2>Typed in two windows</h2>
      {other === undefined ? (
        <p>
          The form “{name}” was recorded or forgotten in another window. What is typed here is only in this
          window.
        </p>
      ) : (
        <p>The form “{name}” was also changed in another window. Neither text has replaced the other.</p>
      )}
      <div className="two">
        <Side title="In this window" form={mine} fields={differing}>
          <button type="button" className="verb" onClick={() => pick("mine")}>
            Keep this one
          </button>
        </Side>
        {other === undefined ? (
          <button type="button" onClick={() => pick("other")}>
            Forget what is typed here
          </button>
        ) : (
          <Side title="In the other window" form={other} fields={differing}>
            <button type="button" className="verb" onClick={() => pick("other")}>
              Take that one
            </button>
          </Side>
        )}
      </div>
    </section>
  );
}

/** One of the two texts: the fields in which they differ, and what chooses it. */
function Side({
  title,
  form,
  fields,
  children,
}: {
  readonly title: string;
  readonly form: Kept;
  readonly fields: readonly string[];
  readonly children: ReactNode;
}) {
  return (
    <div>
      <h3>{title}</h3>
      <dl>
        {fields.map((field) => (
          <div key={field}>
            <dt>{field}</dt>
            <dd>{form[field] === undefined || form[field] === "" ? "nothing" : form[field]}</dd>
          </div>
        ))}
      </dl>
      {children}
    </div>
  );
}
