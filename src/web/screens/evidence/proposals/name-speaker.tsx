/** Who speaks, said by a person: a Party of the case, or a new one that is made with the claim. */
import { useState } from "react";
import type { SubmitEvent } from "react";
import { Field, FormEnd, Select } from "../../../components/fields.tsx";
import type { Named } from "./taking.ts";

const KINDS = ["person", "organisation", "service", "channel", "account", "domain", "system", "group"];

export interface Choosable {
  readonly id: string;
  readonly name: string;
}

export function NameSpeaker({
  parties,
  proposed,
  onNamed,
  onCancel,
}: {
  readonly parties: readonly Choosable[];
  readonly proposed: { readonly name: string; readonly kind: string };
  readonly onNamed: (named: Named & { readonly shown: string }) => void;
  readonly onCancel: () => void;
}) {
  const [party, setParty] = useState("");
  const [name, setName] = useState(proposed.name);
  const [kind, setKind] = useState(proposed.kind);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const known = parties.find(({ id }) => id === party);
    onNamed(
      known === undefined
        ? { party: null, name: name.trim(), kind, shown: name.trim() }
        : { party: known.id, shown: known.name },
    );
  };
  return (
    <form className="form in-place" onSubmit={submit} aria-label="Who speaks">
      <div className="side-by-side">
        <Field label="Name of the speaker">
          <input
            // The key that opens this form asks for the name.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            disabled={party !== ""}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        </Field>
        <Select
          label="Kind"
          value={kind}
          onValue={setKind}
          options={KINDS.map((one) => ({ value: one, text: one }))}
        />
        <Select
          label="Or a party of this case"
          value={party}
          onValue={setParty}
          empty="somebody new"
          options={parties.map(({ id, name }) => ({ value: id, text: name }))}
        />
      </div>
      <FormEnd
        verb="It is this one"
        busy={false}
        disabled={party === "" && name.trim() === ""}
        error={undefined}
        onCancel={onCancel}
      />
    </form>
  );
}
