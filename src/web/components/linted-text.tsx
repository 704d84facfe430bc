/** A text that is looked at while it is written: what the language lint finds is underlined and listed with a way out. */
import { useRef } from "react";
import type { LintHit } from "../../workbench/index.ts";
import { useLint } from "../data/lint.ts";
import type { Typed } from "../data/lint.ts";
import { useAddress } from "../layout/address.ts";
import { ErrorLine } from "./error-line.tsx";
import "./linted-text.css";

export function LintedText({
  label,
  typed,
  onText,
}: {
  readonly label: string;
  readonly typed: Typed;
  readonly onText: (text: string) => void;
}) {
  const { caseName } = useAddress();
  const area = useRef<HTMLTextAreaElement>(null);
  const { data, error } = useLint(caseName, typed);
  // Offsets are those of the text that was looked at; for another text they say nothing.
  const hits = typed.text.trim() === "" ? [] : (data?.hits ?? []);
  const marked = data?.text === typed.text ? hits : [];
  return (
    <div className="linted field">
      <label>
        <span>{label}</span>
        <span className="stack">
          <span className="underlay" aria-hidden="true">
            {pieces(typed.text, marked).map(({ text, hit }, at) =>
              hit === undefined ? (
                <span key={at}>{text}</span>
              ) : (
                <span key={at} className={`hit ${hit.severity}`}>
                  {text}
                </span>
              ),
            )}{" "}
          </span>
          <textarea
            ref={area}
            value={typed.text}
            rows={3}
            spellCheck
            onChange={({ target }) => onText(target.value)}
          />
        </span>
      </label>
      {error === null ? undefined : <ErrorLine error={error} />}
      <LintHits
        hits={hits}
        onPick={(hit) => {
          area.current?.focus();
          area.current?.setSelectionRange(hit.start, hit.end);
        }}
      />
    </div>
  );
}

/** What it finds, each with a way out; the words themselves lead to their place where there is one to lead to. */
export function LintHits({
  hits,
  onPick,
}: {
  readonly hits: readonly LintHit[];
  readonly onPick?: (hit: LintHit) => void;
}) {
  return (
    <ul className="hits" aria-live="polite" aria-label="What the language lint says">
      {hits.map((hit, at) => {
        const words = hit.end > hit.start ? `“${hit.text}”` : "The whole";
        return (
          <li key={`${hit.code} ${hit.start} ${at}`} className={hit.severity}>
            {onPick === undefined ? (
              <b>{words}</b>
            ) : (
              <button type="button" onClick={() => onPick(hit)}>
                {words}
              </button>
            )}{" "}
            {hit.message} <span className="soft">{hit.fix}</span>{" "}
            <code>
              {hit.severity} {hit.code}
            </code>
          </li>
        );
      })}
    </ul>
  );
}

/** The text cut where hits begin and end; where two overlap the first counts. */
function pieces(text: string, hits: readonly LintHit[]): { text: string; hit?: LintHit }[] {
  const cut: { text: string; hit?: LintHit }[] = [];
  let done = 0;
  for (const hit of [...hits].sort((a, b) => a.start - b.start)) {
    if (hit.start < done || hit.end <= hit.start) continue;
    cut.push({ text: text.slice(done, hit.start) }, { text: text.slice(hit.start, hit.end), hit });
    done = hit.end;
  }
  return [...cut, { text: text.slice(done) }];
}
