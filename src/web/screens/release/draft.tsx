/** A draft of an edition: its title, who answers for it, its level, and what it prints in which order. */
import { useState } from "react";
import type { SubmitEvent } from "react";
import { useNavigate } from "@tanstack/react-router";
import type { Tlp } from "../../../model/marking.ts";
import type { NewRecord } from "../../../desk/index.ts";
import { Field, FormEnd, levelsUpTo, Select, WriteFor } from "../../components/fields.tsx";
import type { CaseInfo } from "../../data/cases.ts";
import { useDraft } from "../../data/drafts.ts";
import { useRecordsOf } from "../../data/records.ts";
import type { ShownOf } from "../../data/records.ts";
import { useAppend } from "../../data/write.ts";
import { nameIn, useWritingFor } from "../../data/writing-for.ts";
import { pathTo, useAddress, useGo } from "../../layout/address.ts";
import { nameOfDraft } from "../../components/edition-choice.tsx";
import { Blocks } from "./blocks.tsx";
import { blockOf, lacks, useParts } from "./parts.ts";
import type { Block, Part } from "./parts.ts";

type Edition = ShownOf<"Edition">["record"];

/** A form holds plain texts: the blocks and the authors are JSON. */
interface EditionForm extends Readonly<Record<string, string>> {
  readonly title: string;
  readonly subtitle: string;
  readonly language: string;
  readonly notice: string;
  readonly blocks: string;
  readonly authors: string;
  readonly signBy: string;
  readonly organisation: string;
  readonly tlp: Tlp;
}

export function Draft({ about }: { readonly about: CaseInfo }) {
  const { caseName, search } = useAddress();
  const go = useGo();
  const parts = useParts(caseName);
  const editions = useRecordsOf(caseName, "Edition").data;
  if (parts === undefined || editions === undefined) return undefined;
  const drafts = editions.filter(({ record }) => record.body.manifest === undefined);
  const old = drafts.find(({ record }) => record.id === search["draft"])?.record;
  return (
    <>
      <p className="lead">
        A draft says what an edition prints and for whom. It is a record like any other: it may be changed, by
        a later one that stands in its place, until it is published. What is above its level is left out
        before anything is computed.
      </p>
      <div className="one-draft">
        <Select
          label="Draft"
          value={old?.id ?? ""}
          onValue={(draft) => go({ draft: draft === "" ? undefined : draft }, { replace: true })}
          empty="a new one"
          options={drafts.map(({ record: { id, body } }) => ({
            value: id,
            text: nameOfDraft(body),
          }))}
        />
      </div>
      <Form key={old?.id ?? "new"} about={about} parts={parts} old={old} />
    </>
  );
}

function Form({
  about,
  parts,
  old,
}: {
  readonly about: CaseInfo;
  readonly parts: readonly Part[];
  readonly old: Edition | undefined;
}) {
  const { caseName } = useAddress();
  const navigate = useNavigate();
  const append = useAppend(caseName);
  const writing = useWritingFor(about);
  const [blank] = useState(() => blankOf(writing?.ref ?? "", parts, old));
  const { form, set, clear } = useDraft<EditionForm>(caseName, `edition ${old?.id ?? "new"}`, blank);
  const blocks = JSON.parse(form.blocks) as readonly Block[];
  const authors = JSON.parse(form.authors) as readonly string[];
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    append.mutate([recordOf(form, old)], {
      onSuccess: ([edition]) => {
        clear();
        void navigate({
          to: pathTo(caseName, "release", "preview"),
          search: { ceiling: form.tlp, draft: edition?.id },
        } as never);
      },
    });
  };
  return (
    <form className="form" onSubmit={submit} aria-label="Draft of an edition">
      <h2>{old === undefined ? "A new draft" : "Change this draft"}</h2>
      <Field label="Title">
        <input value={form.title} onChange={({ target }) => set({ title: target.value })} />
      </Field>
      <Field label="Subtitle">
        <input value={form.subtitle} onChange={({ target }) => set({ subtitle: target.value })} />
      </Field>
      <div className="side-by-side">
        <Select
          label="Readers up to"
          value={form.tlp}
          onValue={(tlp) => set({ tlp: tlp as Tlp })}
          options={levelsUpTo(about.ceiling).map((level) => ({ value: level, text: `TLP:${level}` }))}
          help="The draft itself has this level, too: readers of the edition may read it."
        />
        <Field label="Language" help="as in en, fr, zh-Hans">
          <input value={form.language} onChange={({ target }) => set({ language: target.value })} />
        </Field>
        <WriteFor about={about} value={form.organisation} onValue={(organisation) => set({ organisation })} />
      </div>
      <Field label="Notice" help="printed on every output; empty for none">
        <input value={form.notice} onChange={({ target }) => set({ notice: target.value })} />
      </Field>
      <Authors about={about} authors={authors} onAuthors={(next) => set({ authors: JSON.stringify(next) })} />
      <Field label="To be signed by all of them until" help="a date; empty if nobody has to sign">
        <input
          value={form.signBy}
          placeholder="2031-11-07"
          onChange={({ target }) => set({ signBy: target.value })}
        />
      </Field>
      <Blocks
        caseName={about.name}
        blocks={blocks}
        parts={parts}
        onBlocks={(next) => set({ blocks: JSON.stringify(next) })}
      />
      <FormEnd
        verb={old === undefined ? "Record this draft" : "Record it in place of the old one"}
        whom={nameIn(about, form.organisation)}
        busy={append.isPending}
        disabled={
          form.title.trim() === "" ||
          authors.length === 0 ||
          blocks.some((block) => lacks(block) !== undefined)
        }
        error={append.error}
        onCancel={() => void navigate({ to: pathTo(caseName, "release", "published") } as never)}
        onForget={clear}
      />
    </form>
  );
}

function Authors({
  about,
  authors,
  onAuthors,
}: {
  readonly about: CaseInfo;
  readonly authors: readonly string[];
  readonly onAuthors: (authors: readonly string[]) => void;
}) {
  return (
    <fieldset className="field choice">
      <legend>Who answers for it</legend>
      {about.organisations.map(({ ref, name }) => (
        <label key={ref}>
          <input
            type="checkbox"
            checked={authors.includes(ref)}
            onChange={({ target }) =>
              onAuthors(target.checked ? [...authors, ref] : authors.filter((one) => one !== ref))
            }
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}

/** A new draft prints every judgment and question; an old one begins as it stands. */
function blankOf(organisation: string, parts: readonly Part[], old: Edition | undefined): EditionForm {
  const body = old?.body;
  const usual = parts.filter(({ kind }) => kind === "judgment" || kind === "question").map(blockOf);
  return {
    title: body?.title ?? "",
    subtitle: body?.subtitle ?? "",
    language: body?.language ?? "en",
    notice: body?.notice ?? "",
    blocks: JSON.stringify(body?.blocks ?? usual),
    authors: JSON.stringify(body?.authors ?? (organisation === "" ? [] : [organisation])),
    signBy: body?.signOff?.by ?? "",
    organisation: old?.for ?? organisation,
    tlp: body?.ceiling.tlp ?? "AMBER+STRICT",
  };
}

function recordOf(form: EditionForm, old: Edition | undefined): NewRecord {
  const authors = JSON.parse(form.authors) as string[];
  const signBy = form.signBy.trim();
  return {
    type: "Edition",
    for: form.organisation,
    marking: { tlp: form.tlp },
    // What another organisation drafted stays as it is; this one stands beside it.
    ...(old?.for === form.organisation ? { supersedes: old.id } : {}),
    body: {
      ...kept(old),
      title: form.title.trim(),
      ...lineOf("subtitle", form.subtitle),
      ...lineOf("notice", form.notice),
      language: form.language.trim(),
      ceiling: { tlp: form.tlp },
      authors,
      blocks: JSON.parse(form.blocks) as Block[],
      ...(signBy === "" ? {} : { signOff: { organisations: authors, by: signBy } }),
    },
  };
}

/** What an old draft holds and this form does not show. */
function kept(old: Edition | undefined): Partial<Edition["body"]> {
  const { key, descriptors, redactions, addressees, replyBy, parent } = old?.body ?? {};
  const all = { key, descriptors, redactions, addressees, replyBy, parent };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

const lineOf = (name: string, value: string) => (value.trim() === "" ? {} : { [name]: value.trim() });
