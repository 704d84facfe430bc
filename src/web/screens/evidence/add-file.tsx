/** One post, page or screenshot brought in by hand: its bytes are kept by hash, and what they do not say is written down. */
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { SubmitEvent } from "react";
import type { Tlp } from "../../../model/marking.ts";
import { useDone } from "../../components/acts.tsx";
import { Field, FormEnd, MarkingField, WriteFor } from "../../components/fields.tsx";
import type { CaseInfo } from "../../data/cases.ts";
import { useAddFile } from "../../data/documents.ts";
import { useDraft } from "../../data/drafts.ts";
import { nameIn, useWritingFor } from "../../data/writing-for.ts";
import { pathTo, useAddress } from "../../layout/address.ts";

interface FileForm extends Readonly<Record<string, string>> {
  readonly title: string;
  readonly from: string;
  readonly captured: string;
  readonly organisation: string;
  readonly tlp: Tlp;
}

export function AddFile({ about }: { readonly about: CaseInfo }) {
  const { caseName } = useAddress();
  const writing = useWritingFor(about);
  const navigate = useNavigate();
  const done = useDone();
  const add = useAddFile(caseName);
  const [file, setFile] = useState<File>();
  const { form, set, clear, marking } = useDraft<FileForm>(caseName, "file", {
    title: "",
    from: "",
    captured: "",
    organisation: writing?.ref ?? "",
    tlp: "AMBER+STRICT",
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (file === undefined) return;
    const given = {
      title: form.title.trim(),
      capturedFrom: form.from.trim(),
      capturedAt: form.captured.trim(),
    };
    const body = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
    const onSuccess = ({ id }: { readonly id: string }) => {
      clear();
      void navigate({ to: pathTo(caseName, "evidence", id) } as never);
    };
    add.mutate({ file, organisation: form.organisation, marking: marking.value, body }, { onSuccess });
  };
  return (
    <form className="form" onSubmit={submit} aria-label="Add a document">
      <h2>Add a document</h2>
      <Field
        label="File"
        help="a saved page, a mail, a text, a screenshot; posts in tables are imported instead"
      >
        <input type="file" onChange={({ target }) => setFile(target.files?.[0])} />
      </Field>
      <Field label="Title">
        <input
          value={form.title}
          placeholder={file?.name ?? ""}
          onChange={({ target }) => set({ title: target.value })}
        />
      </Field>
      <div className="side-by-side">
        <Field label="Captured from" help="an address, a person, an export">
          <input value={form.from} onChange={({ target }) => set({ from: target.value })} />
        </Field>
        <Field label="Captured on">
          <input
            value={form.captured}
            placeholder="2031-10-17"
            onChange={({ target }) => set({ captured: target.value })}
          />
        </Field>
        <WriteFor about={about} value={form.organisation} onValue={(organisation) => set({ organisation })} />
        <MarkingField about={about} marking={marking} />
      </div>
      <FormEnd
        verb="Add this document"
        whom={nameIn(about, form.organisation)}
        busy={add.isPending}
        disabled={file === undefined}
        error={add.error}
        onCancel={done}
        onForget={clear}
      />
    </form>
  );
}
