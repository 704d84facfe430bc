import { Fragment } from "react";
import { partsOf } from "./imported-parts.ts";
import "./imported.css";

/** Text that came from outside: only ever text, in a direction of its own, with unseen characters written out. */
export function Imported({ text }: { readonly text: string }) {
  return (
    <bdi className="imported">
      {partsOf(text).map((part, at) => (
        <Fragment key={at}>
          {at % 2 === 0 ? part : <span className="written-out">{nameOf(part)}</span>}
        </Fragment>
      ))}
    </bdi>
  );
}

function nameOf(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
}
