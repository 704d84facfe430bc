/**
 * The line itself. What a step rests on may be several things: it lists them, and the line goes on down through one of
 * them, the first unless another is chosen. So there is always one line from the top to the bob.
 */
import { Link } from "@tanstack/react-router";
import { useId, useState } from "react";
import type { TraceStep } from "../../workbench/index.ts";
import { sayInstants } from "../components/dated.tsx";
import { Hash } from "../components/hash.tsx";
import { counted } from "../../words.ts";
import { useAddress } from "./address.ts";
import { Bob } from "./bob.tsx";
import "./line.css";

const SHOWN_WAYS = 7;
/** Characters of a step's words from which on they are folded, so that the line is seen down to the bytes. */
const FOLD_FROM = 260;
const HASH = /^SHA-256 ([0-9a-f]{64})$/;

type LinkOf = (step: TraceStep) => Record<string, string>;
const plumbAt: LinkOf = ({ ref }) => ({ plumb: ref });

interface Hanging {
  readonly step: TraceStep;
  /** Way taken at every step above this one, as the address says it: `0.2`. */
  readonly way: readonly number[];
  /** Which of `step.next` the line goes on through. */
  readonly onThrough: number | undefined;
}

/** Steps from the top to the bob along the chosen way; what the address does not say is the first. */
function chain(root: TraceStep, chosen: readonly number[]): readonly Hanging[] {
  const steps: Hanging[] = [];
  let step: TraceStep | undefined = root;
  let way: readonly number[] = [];
  while (step !== undefined) {
    const wanted: number = chosen[steps.length] ?? 0;
    const onThrough: number | undefined = step.next[wanted] === undefined ? undefined : wanted;
    steps.push({ step, way, onThrough });
    step = onThrough === undefined ? undefined : step.next[onThrough];
    way = [...way, onThrough ?? 0];
  }
  return steps;
}

/** @param linkOf what the address of a step says; what hangs there as the top of a line, unless told */
export function Line({ root, linkOf = plumbAt }: { readonly root: TraceStep; readonly linkOf?: LinkOf }) {
  const chosen = (useAddress().search["line"] ?? "").split(".").filter(Boolean).map(Number);
  const steps = chain(root, chosen);
  return (
    <ol className="plumb-line">
      {steps.map((hanging, at) => (
        <Step
          key={`${hanging.way.join(".")} ${hanging.step.ref} ${hanging.step.relation}`}
          hanging={hanging}
          linkOf={linkOf}
          first={at === 0}
          last={at === steps.length - 1}
        />
      ))}
    </ol>
  );
}

function Step({
  hanging,
  linkOf,
  first,
  last,
}: {
  readonly hanging: Hanging;
  readonly linkOf: LinkOf;
  readonly first: boolean;
  readonly last: boolean;
}) {
  const { step } = hanging;
  const [open, setOpen] = useState(true);
  const classes = [first ? "cap" : "", last ? "end" : "", open ? "open" : ""].filter(Boolean).join(" ");
  return (
    <li className={classes}>
      {last && !first ? <Bob /> : undefined}
      <div className="head">
        <button type="button" className="kind" aria-expanded={open} onClick={() => setOpen(!open)}>
          {step.kind}
        </button>
        <span className={relationClass(step.relation)}>{step.relation}</span>
        <CopyLink step={step} linkOf={linkOf} />
      </div>
      {open ? (
        <>
          <Words text={sayInstants(step.text)} first={first} />
          {step.details.map((detail) => (
            <Detail key={detail} text={detail} />
          ))}
          <Ways hanging={hanging} />
        </>
      ) : undefined}
    </li>
  );
}

/** What the step says. */
function Words({ text, first }: { readonly text: string; readonly first: boolean }) {
  const id = useId();
  const [whole, setWhole] = useState(false);
  const long = text.length > FOLD_FROM;
  return (
    <>
      <p id={id} className={`words${first ? " serif" : ""}${long && !whole ? " folded" : ""}`}>
        {text}
      </p>
      {long ? (
        <button
          type="button"
          className="unfold"
          aria-expanded={whole}
          aria-controls={id}
          onClick={() => setWhole(!whole)}
        >
          {whole ? "Less" : "More"}
        </button>
      ) : undefined}
    </>
  );
}

function Detail({ text }: { readonly text: string }) {
  const hash = HASH.exec(text)?.[1];
  if (hash === undefined) return <p className="detail">{sayInstants(text)}</p>;
  return (
    <div className="detail">
      <span>SHA-256</span>
      <Hash value={hash} />
    </div>
  );
}

/** The things that a step rests on, where there are several. */
function Ways({ hanging: { step, way, onThrough } }: { readonly hanging: Hanging }) {
  const [all, setAll] = useState(false);
  if (step.next.length < 2) return undefined;
  const shown = all || (onThrough ?? 0) >= SHOWN_WAYS ? step.next : step.next.slice(0, SHOWN_WAYS);
  const hidden = step.next.length - shown.length;
  return (
    <ul className="ways" aria-label={`${step.kind} rests on ${step.next.length}`}>
      {shown.map((next, at) => (
        // The same record may hang on a step twice, from two places.
        <li key={at}>
          <Link
            to="."
            search={(old: object) => ({ ...old, line: [...way, at].join(".") })}
            resetScroll={false}
            preload={false}
            aria-current={at === onThrough ? "true" : undefined}
          >
            <span className={relationClass(next.relation)}>{next.relation}</span> {sayInstants(next.text)}
          </Link>
        </li>
      ))}
      {hidden === 0 ? undefined : (
        <li>
          <button type="button" onClick={() => setAll(true)}>
            {counted(hidden, "more", "more")}
          </button>
        </li>
      )}
    </ul>
  );
}

function relationClass(relation: string): string {
  return relation === "for" || relation === "against" ? `relation ${relation}` : "relation";
}

function CopyLink({ step, linkOf }: { readonly step: TraceStep; readonly linkOf: LinkOf }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    const address = new URL(location.href);
    address.search = new URLSearchParams(linkOf(step)).toString();
    await navigator.clipboard.writeText(address.href);
    setCopied(true);
  };
  return (
    <button
      type="button"
      className="copy"
      aria-label={`Copy the link to this step: ${step.kind}`}
      onClick={() => void copy()}
      onBlur={() => setCopied(false)}
    >
      {copied ? "Copied" : "Copy"}
    </button>
  );
}
