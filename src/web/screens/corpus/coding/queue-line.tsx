/** What is coded: the filter of the corpus in words, in order or as a random sample whose seed stands in the address. */
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { CodebookView } from "../../../../views/coding.ts";
import { Imported } from "../../../components/imported.tsx";
import type { Draw } from "../../../data/codings.ts";
import { pathTo, useAddress, useGo } from "../../../layout/address.ts";
import type { Search } from "../../../layout/address.ts";
import { count, counted } from "../../../../words.ts";
import { filterIn } from "../filters.tsx";

const SIZE = "200";

/** What the address asks for. */
export function drawIn(search: Search): Draw {
  const seed = search["seed"];
  return { ...(seed === undefined ? {} : { seed }), size: search["size"] ?? SIZE };
}

export function QueueLine({
  of,
  total,
  shown,
}: {
  readonly of: CodebookView["of"];
  readonly total: number | undefined;
  readonly shown: number;
}) {
  const { caseName, search } = useAddress();
  const go = useGo();
  const filter = Object.entries(filterIn(search));
  const { seed, size } = drawIn(search);
  const order = of === "post" ? "in order of time" : "by name";
  const how = seed === undefined ? order : `drawn at random with seed ${seed}`;
  return (
    <div className="queue-line">
      <p>
        {total === undefined
          ? "Reading what is to be coded …"
          : `${shown < total ? `${count(shown)} of ` : ""}${counted(total, of)}, ${how}`}
        {filter.length === 0 ? "." : "; "}
        {filter.map(([name, value], i) => (
          <span key={name}>
            {i > 0 ? ", " : ""}
            {name === "q" ? "words" : name} <Imported text={String(value)} />
          </span>
        ))}
        {filter.length === 0 ? "" : "."}
      </p>
      <Link to={pathTo(caseName, "corpus")} search={true}>
        Change the filter
      </Link>
      <Sample
        key={`${seed} ${size}`}
        seed={seed}
        size={size}
        onSample={(next) => go({ ...next, unit: undefined }, { replace: true })}
      />
    </div>
  );
}

function Sample({
  seed,
  size,
  onSample,
}: {
  readonly seed: string | undefined;
  readonly size: string;
  readonly onSample: (draw: { readonly seed: string | undefined; readonly size: string }) => void;
}) {
  const [typedSize, setSize] = useState(size);
  const [typedSeed, setSeed] = useState(seed ?? "1");
  const valid = /^[1-9]\d{0,2}$/.test(typedSize) && Number(typedSize) <= 500 && /^\d{1,9}$/.test(typedSeed);
  return (
    <form
      className="sample-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSample({ seed: typedSeed, size: typedSize });
      }}
    >
      <label>
        At most
        <input
          inputMode="numeric"
          value={typedSize}
          onChange={({ target }) => setSize(target.value)}
          aria-invalid={!valid}
        />
      </label>
      <label>
        Seed
        <input
          inputMode="numeric"
          value={typedSeed}
          onChange={({ target }) => setSeed(target.value)}
          aria-invalid={!valid}
        />
      </label>
      <button type="submit" disabled={!valid}>
        Draw at random
      </button>
      {seed === undefined ? undefined : (
        <button type="button" onClick={() => onSample({ seed: undefined, size })}>
          Take them in order
        </button>
      )}
      <small>
        {valid
          ? "Everyone who opens this address codes the same ones, in the same order."
          : "A number from 1 to 500, and a whole number as the seed."}
      </small>
    </form>
  );
}
