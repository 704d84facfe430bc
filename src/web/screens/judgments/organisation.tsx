/**
 * Another organisation takes part: a Party that positions, gradings and editions can be recorded for. The owner of the
 * machine writes for all that take part, and records it as itself; on a server an administrator gives people their places.
 */
import type { SubmitEvent } from "react";
import type { Tlp } from "../../../model/marking.ts";
import { useDone } from "../../components/acts.tsx";
import { Field, FormEnd, MarkingField, WriteFor } from "../../components/fields.tsx";
import { useMe } from "../../data/cases.ts";
import type { CaseInfo } from "../../data/cases.ts";
import { useDraft } from "../../data/drafts.ts";
import { useAppend } from "../../data/write.ts";
import { nameIn, useWritingFor } from "../../data/writing-for.ts";
import { useAddress } from "../../layout/address.ts";

/** Its name in the batch. */
const ITSELF = "itself";

interface OrganisationForm extends Readonly<Record<string, string>> {
  readonly name: string;
  readonly initials: string;
  readonly organisation: string;
  readonly tlp: Tlp;
}

export function NewOrganisation({ about }: { readonly about: CaseInfo }) {
  const { caseName } = useAddress();
  const writing = useWritingFor(about);
  const done = useDone();
  const append = useAppend(caseName);
  const owns = useMe().data?.byAccount === false;
  const { form, set, clear, marking } = useDraft<OrganisationForm>(caseName, "organisation", {
    name: "",
    initials: "",
    organisation: writing?.ref ?? "",
    tlp: "AMBER+STRICT",
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const initials = form.initials.trim();
    append.mutate(
      [
        {
          type: "Party",
          ...(owns ? { as: ITSELF, for: `@${ITSELF}` } : { for: form.organisation }),
          marking: marking.value,
          body: {
            kind: "organisation",
            name: form.name.trim(),
            ...(initials === "" ? {} : { initials }),
          },
        },
      ],
      {
        onSuccess: () => {
          clear();
          done();
        },
      },
    );
  };
  return (
    <form className="form" onSubmit={submit} aria-label="Another organisation">
      <h2>Another organisation</h2>
      <p className="soft">
        It is a record that names it. What it holds is recorded by people who may write for it; nobody else
        puts words into its mouth.{" "}
        {owns
          ? "On this machine you write for it from then on: record here who takes part, and not who is spoken of."
          : ""}
      </p>
      <div className="side-by-side">
        <Field label="Its name">
          <input value={form.name} onChange={({ target }) => set({ name: target.value })} />
        </Field>
        <Field label="Initials" help="up to four letters, for figures and tables">
          <input
            value={form.initials}
            maxLength={4}
            onChange={({ target }) => set({ initials: target.value })}
          />
        </Field>
      </div>
      <div className="side-by-side">
        {owns ? undefined : (
          <WriteFor
            about={about}
            value={form.organisation}
            onValue={(organisation) => set({ organisation })}
          />
        )}
        <MarkingField about={about} marking={marking} />
      </div>
      <FormEnd
        verb="Record this organisation"
        whom={owns ? undefined : nameIn(about, form.organisation)}
        busy={append.isPending}
        disabled={form.name.trim() === ""}
        error={append.error}
        onCancel={done}
        onForget={clear}
      />
    </form>
  );
}
