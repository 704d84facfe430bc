/** A codebook, or a new version of one: what is coded, and each code with what counts and what does not. */
import type { SubmitEvent } from "react";
import type { CodebookView } from "../../../../views/coding.ts";
import type { Tlp } from "../../../../model/marking.ts";
import { useDone } from "../../../components/acts.tsx";
import { Choice, Field, FormEnd, MarkingField, WriteFor } from "../../../components/fields.tsx";
import type { CaseInfo } from "../../../data/cases.ts";
import { useDraft } from "../../../data/drafts.ts";
import { useAppend } from "../../../data/write.ts";
import { nameIn, useWritingFor } from "../../../data/writing-for.ts";
import { useAddress, useGo } from "../../../layout/address.ts";

/** Fields of category 3 are `label3`, `definition3`, … */
interface BookFields extends Readonly<Record<string, string>> {
  readonly name: string;
  readonly of: string;
  readonly several: string;
  readonly guidance: string;
  readonly count: string;
  readonly organisation: string;
  readonly tlp: Tlp;
}

const PARTS = ["code", "label", "definition", "includes", "excludes", "example"] as const;
const BLANK_CATEGORIES = 3;

export function BookForm({ about, old }: { readonly about: CaseInfo; readonly old?: CodebookView }) {
  const { caseName } = useAddress();
  const go = useGo();
  const done = useDone();
  const append = useAppend(caseName);
  const writing = useWritingFor(about);
  const {
    form,
    set,
    clear,
    marking: draft,
  } = useDraft<BookFields>(
    caseName,
    `codebook ${old?.ref ?? "new"}`,
    old === undefined ? blank(writing?.ref ?? "") : filled(old),
  );
  const numbers = Array.from({ length: Number(form.count) }, (_, i) => i);
  const categories = numbers.flatMap((i) => categoryOf(form, i));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const body = {
      ...(old === undefined || old.name === old.ref ? {} : { key: old.name }),
      name: form.name.trim(),
      of: form.of,
      several: form.several !== "",
      ...(form.guidance.trim() === "" ? {} : { guidance: form.guidance.trim() }),
      categories,
    };
    const marking = old === undefined ? draft.value : old.marking;
    const replaced = old === undefined ? {} : { supersedes: old.ref };
    append.mutate([{ type: "Codebook", for: form.organisation, marking, ...replaced, body }], {
      onSuccess: ([made]) => {
        clear();
        go({ do: undefined, book: made?.body.key ?? made?.id });
      },
    });
  };
  const title = old === undefined ? "Make a codebook" : "New version of this codebook";
  return (
    <form className="form" onSubmit={submit} aria-label={title}>
      <h2>{title}</h2>
      {old === undefined ? undefined : (
        <p className="quiet">
          Codes given so far count on while the new version has them. What a code means should stay: for
          another meaning make another code.
        </p>
      )}
      <Field label="Name">
        <input value={form.name} onChange={({ target }) => set({ name: target.value })} />
      </Field>
      {old === undefined ? (
        <Choice
          legend="What is coded"
          name="of"
          values={["post", "account"] as const}
          value={form.of}
          onValue={(of) => set({ of })}
          show={(of) => (of === "post" ? "single posts" : "single accounts")}
        />
      ) : undefined}
      <label>
        <input
          type="checkbox"
          checked={form.several !== ""}
          onChange={({ target }) => set({ several: target.checked ? "yes" : "" })}
        />{" "}
        Several codes may be given to one {form.of}, or none
      </label>
      <Field label="Further guidance for coders (optional)">
        <textarea value={form.guidance} onChange={({ target }) => set({ guidance: target.value })} />
      </Field>
      {numbers.map((i) => (
        <Category key={i} at={i} form={form} set={set} />
      ))}
      <p>
        <button type="button" onClick={() => set({ count: String(numbers.length + 1) })}>
          One more code
        </button>
      </p>
      {old === undefined ? (
        <div className="side-by-side">
          <WriteFor
            about={about}
            value={form.organisation}
            onValue={(organisation) => set({ organisation })}
          />
          <MarkingField about={about} marking={draft} />
        </div>
      ) : undefined}
      <FormEnd
        verb={old === undefined ? "Record this codebook" : "Record this version"}
        whom={nameIn(about, form.organisation)}
        busy={append.isPending}
        disabled={form.name.trim() === "" || categories.length === 0}
        error={append.error}
        onCancel={done}
      />
    </form>
  );
}

function Category({
  at,
  form,
  set,
}: {
  readonly at: number;
  readonly form: BookFields;
  readonly set: (changes: Partial<BookFields>) => void;
}) {
  const text = (part: (typeof PARTS)[number]) => form[`${part}${at}`] ?? "";
  const change =
    (part: (typeof PARTS)[number]) =>
    ({ target }: { readonly target: { readonly value: string } }) =>
      set({ [`${part}${at}`]: target.value });
  return (
    <fieldset className="category">
      <legend>Code {at + 1}</legend>
      <div className="side-by-side">
        <Field label="Label">
          <input value={text("label")} onChange={change("label")} />
        </Field>
        <Field label="Short name" help="Small letters, digits, hyphens; made from the label if left empty.">
          <input
            value={text("code")}
            placeholder={codeFrom(text("label"))}
            spellCheck={false}
            onChange={change("code")}
          />
        </Field>
      </div>
      <Field label="What counts">
        <textarea value={text("definition")} onChange={change("definition")} />
      </Field>
      <div className="side-by-side">
        <Field label="Also in (may stay empty)">
          <textarea value={text("includes")} onChange={change("includes")} />
        </Field>
        <Field label="Not in (may stay empty)">
          <textarea value={text("excludes")} onChange={change("excludes")} />
        </Field>
      </div>
      <Field label="An example in your own words (optional)">
        <input value={text("example")} onChange={change("example")} />
      </Field>
    </fieldset>
  );
}

/** `Call to act` as `call-to-act`. */
function codeFrom(label: string): string {
  const plain = label.normalize("NFKD").toLowerCase().replaceAll(/\p{M}/gu, "");
  return plain
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[^a-z]+|-+$/g, "")
    .slice(0, 32);
}

/** Nothing where no label is written. */
function categoryOf(form: BookFields, at: number): object[] {
  const given = PARTS.map((part) => [part, (form[`${part}${at}`] ?? "").trim()] as const);
  const { label = "", code = "" } = Object.fromEntries(given);
  if (label === "") return [];
  return [
    Object.fromEntries([
      ...given.filter(([, text]) => text !== ""),
      ["code", code === "" ? codeFrom(label) : code],
    ]),
  ];
}

function blank(organisation: string): BookFields {
  return {
    name: "",
    of: "post",
    several: "",
    guidance: "",
    count: String(BLANK_CATEGORIES),
    organisation,
    tlp: "AMBER+STRICT",
  };
}

function filled(old: CodebookView): BookFields {
  const parts = old.categories.flatMap((category, i) =>
    PARTS.map((part) => [`${part}${i}`, category[part] ?? ""] as const),
  );
  return {
    ...Object.fromEntries(parts),
    name: old.text,
    of: old.of,
    several: old.several ? "yes" : "",
    guidance: old.guidance ?? "",
    count: String(old.categories.length),
    organisation: old.organisation.ref,
    tlp: old.marking.tlp,
  };
}
