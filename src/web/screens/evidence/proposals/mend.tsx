/** A proposal that is nearly right: what is recorded is what a person leaves standing here. */
import { useState } from "react";
import type { SubmitEvent } from "react";
import { Choice, Field, FormEnd, Select } from "../../../components/fields.tsx";
import type { Proposed } from "../../../data/proposals.ts";
import type { Changes } from "./taking.ts";

const POLARITIES = ["asserts", "denies", "qualifies", "retracts"] as const;
const UNKNOWN = "not recorded";

export function Mend({
  proposed: { standing, claim },
  text,
  busy,
  error,
  whom,
  onMended,
  onCancel,
}: {
  readonly proposed: Proposed;
  /** The text around the passage, and where it begins. */
  readonly text: { readonly start: number; readonly text: string };
  readonly busy: boolean;
  readonly error: unknown;
  readonly whom: string | undefined;
  readonly onMended: (changes: Changes) => void;
  readonly onCancel: () => void;
}) {
  const record = standing.batch.find(({ type }) => type === "Claim");
  const first = standing.passage?.text ?? "";
  const proposal = typeof record?.body["proposition"] === "string" ? record.body["proposition"] : "";
  const origin = record?.body["derivedFrom"];
  const [polarity, setPolarity] = useState<(typeof POLARITIES)[number]>(claim?.polarity ?? "asserts");
  const [proposition, setProposition] = useState(proposal);
  const [quote, setQuote] = useState(first);
  const [said, setSaid] = useState(claim?.date?.date ?? "");
  const [lineage, setLineage] = useState("document");
  const place = placeOf(quote.trim(), text, standing.passage?.start ?? 0);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onMended({
      polarity,
      proposition: proposition.trim(),
      ...(quote.trim() === first || place === undefined ? {} : { quote: { text: quote.trim(), ...place } }),
      said: said.trim(),
      ...(lineage === "document" ? {} : { derivedFrom: lineage }),
    });
  };
  return (
    <form className="form in-place" onSubmit={submit} aria-label="Mend the proposal">
      <Field label="What, in plain words">
        <textarea
          // The key that opens this form is pressed to write here.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          rows={3}
          value={proposition}
          onChange={({ target }) => setProposition(target.value)}
        />
      </Field>
      <Choice
        legend="The speaker"
        name="polarity"
        values={POLARITIES}
        value={polarity}
        onValue={setPolarity}
      />
      <Field
        label="Quote, as it stands in the document"
        help={place === undefined ? "these words do not stand in this paragraph" : "stands in this paragraph"}
      >
        <textarea rows={3} value={quote} onChange={({ target }) => setQuote(target.value)} />
      </Field>
      <div className="side-by-side">
        <Field label="Said on" help="a date, as exact as it is known; empty if nobody knows">
          <input value={said} placeholder="2031-10-17" onChange={({ target }) => setSaid(target.value)} />
        </Field>
        <Select
          label="Origin"
          value={lineage}
          onValue={setLineage}
          options={[
            { value: "document", text: sayOrigin(origin) },
            { value: "original", text: "an origin of its own" },
            { value: UNKNOWN, text: "not recorded: corroborates nothing" },
          ]}
        />
      </div>
      <FormEnd
        verb="Record it so"
        whom={whom}
        busy={busy}
        disabled={proposition.trim() === "" || place === undefined}
        error={error}
        onCancel={onCancel}
      />
    </form>
  );
}

const sayOrigin = (origin: unknown): string =>
  Array.isArray(origin) && origin.some((ref) => String(ref).startsWith("clm_"))
    ? "derived from what it retells"
    : "derived from this document";

/** Where words stand in a text, nearest to where they stood. */
function placeOf(
  words: string,
  { start, text }: { readonly start: number; readonly text: string },
  near: number,
): { readonly start: number; readonly end: number } | undefined {
  let best: number | undefined;
  for (let at = words === "" ? -1 : text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1))
    if (best === undefined || Math.abs(start + at - near) < Math.abs(best - near)) best = start + at;
  return best === undefined ? undefined : { start: best, end: best + words.length };
}
