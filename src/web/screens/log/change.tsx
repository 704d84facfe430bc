/** What can be done about a record: withdraw one's own with a reason, put its words right, change who reads it. */
import { Link, useNavigate } from "@tanstack/react-router";
import type { SyntheticEvent } from "react";
import { useMemo } from "react";
import type { CaseRecord } from "../../../model/records.ts";
import type { RecordType } from "../../../model/refs.ts";
import type { ShownRecord } from "../../../desk/index.ts";
import { Acts, useDone } from "../../components/acts.tsx";
import { Field, FormEnd } from "../../components/fields.tsx";
import { useCase } from "../../data/cases.ts";
import type { CaseInfo } from "../../data/cases.ts";
import { useDraft } from "../../data/drafts.ts";
import { withdrawals } from "../../data/take-back.ts";
import { useAppend } from "../../data/write.ts";
import { pathTo, useAddress } from "../../layout/address.ts";
import { ChangeMarking } from "./change-marking.tsx";

/** The words of a record that can be put right without changing what it is about. */
const WORDS: Partial<Record<RecordType, readonly [field: string, label: string]>> = {
  Artifact: ["title", "Title"],
  Basis: ["why", "Why"],
  Claim: ["proposition", "What was said"],
  Event: ["title", "Title"],
  Premise: ["text", "Text"],
  Question: ["text", "Text"],
  Wording: ["text", "Text"],
};

/** May this person take this record back? Its organisation does, and some records are not taken back here. */
function mayChange(about: CaseInfo, { record, stands }: ShownRecord): boolean {
  if (!stands || !about.roles.includes("analyst")) return false;
  if (!about.organisations.some(({ ref }) => ref === record.for)) return false;
  switch (record.type) {
    case "Marking":
      return false;
    case "Claim":
      return record.body.polarity !== "retracts";
    case "Edition":
      return record.body.manifest === undefined;
    case "Party":
      return record.id !== record.for;
    default:
      return true;
  }
}

const importOf = (record: CaseRecord): boolean => record.type === "Run" && record.body.detector === "import";
const bundleOf = (record: CaseRecord): boolean =>
  record.type === "Run" && record.body.detector === "import-stix";

/** May this person say who reads it from here on? */
const mayMark = (about: CaseInfo, { stands }: ShownRecord) =>
  stands && about.roles.includes("releaser") && about.organisations.length > 0;

export function Change({ shown }: { readonly shown: ShownRecord }) {
  const { caseName, search } = useAddress();
  const about = useCase(caseName).data;
  if (about === undefined) return undefined;
  const { record } = shown;
  const own = mayChange(about, shown);
  const byHand = own && !importOf(record) && !bundleOf(record);
  const words = byHand ? WORDS[record.type] : undefined;
  const acts = [
    ...(words === undefined ? [] : [{ name: "right", label: "Put right" }]),
    ...(mayMark(about, shown) ? [{ name: "marking", label: "Change the marking" }] : []),
    ...(byHand ? [{ name: "withdraw", label: "Withdraw" }] : []),
  ];
  const open = acts.find(({ name }) => name === search["do"])?.name;
  return (
    <>
      {acts.length === 0 ? undefined : <Acts acts={acts} />}
      {own && !byHand ? <Elsewhere caseName={caseName} record={record} /> : undefined}
      {open === "withdraw" ? <Withdraw shown={shown} /> : undefined}
      {open === "marking" ? <ChangeMarking shown={shown} about={about} /> : undefined}
      {open === "right" && words !== undefined ? <PutRight shown={shown} words={words} /> : undefined}
    </>
  );
}

/** What came in with a file goes with it. */
function Elsewhere({ caseName, record }: { readonly caseName: string; readonly record: CaseRecord }) {
  if (importOf(record))
    return (
      <p>
        <Link to={pathTo(caseName, "corpus", record.id)}>Withdraw this import where its rows are</Link>
      </p>
    );
  return (
    <p className="quiet">
      What a bundle brought in goes with it: <code>plumbline withdraw CASE {record.id} --why REASON</code>.
    </p>
  );
}

function Withdraw({ shown: { record, marking, organisation } }: { readonly shown: ShownRecord }) {
  const { caseName } = useAddress();
  const append = useAppend(caseName);
  const done = useDone();
  const blank = useMemo(() => ({ tlp: marking.tlp, why: "" }), [marking.tlp]);
  const { form, set, clear } = useDraft(caseName, `withdraw ${record.id}`, blank);
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    const records = withdrawals([{ id: record.id, for: record.for, marking }], form.why.trim());
    append.mutate(records, { onSuccess: () => (clear(), done()) });
  };
  return (
    <form className="form" onSubmit={send}>
      <Field
        label="Why"
        help="It stays in the log and no longer counts; this cannot be undone. The reason is a record, marked as the record is."
      >
        <textarea required value={form.why} onChange={({ target }) => set({ why: target.value })} />
      </Field>
      <FormEnd
        verb="Withdraw the record"
        whom={organisation.name}
        busy={append.isPending}
        disabled={form.why.trim() === ""}
        error={append.error}
        onCancel={done}
      />
    </form>
  );
}

function PutRight({
  shown: { record, marking, text: told, organisation },
  words: [field, plain],
}: {
  readonly shown: ShownRecord;
  readonly words: readonly [field: string, label: string];
}) {
  const { caseName } = useAddress();
  const navigate = useNavigate();
  const append = useAppend(caseName);
  const done = useDone();
  const old = (record.body as Readonly<Record<string, unknown>>)[field];
  const was = typeof old === "string" ? old : "";
  // Before the words of a claim stand speaker and verb: they stand over the field, too.
  const before = told.endsWith(was) ? told.slice(0, told.length - was.length).trim() : "";
  const label = before === "" ? plain : before;
  const blank = useMemo(() => ({ tlp: marking.tlp, text: was }), [marking.tlp, was]);
  const { form, set, clear } = useDraft(caseName, `right ${record.id}`, blank);
  const text = form.text.trim();
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    const { type, heldAt } = record;
    append.mutate(
      [
        {
          type,
          for: record.for,
          marking,
          supersedes: record.id,
          ...(heldAt === undefined ? {} : { heldAt }),
          body: { ...record.body, [field]: text },
        },
      ],
      {
        onSuccess: ([made]) => {
          clear();
          if (made !== undefined) void navigate({ to: pathTo(caseName, "log", made.id) } as never);
        },
      },
    );
  };
  return (
    <form className="form" onSubmit={send}>
      <Field
        label={label}
        help="A record in the place of this one, with the same marking; the old words stay in the log."
      >
        <textarea required value={form.text} onChange={({ target }) => set({ text: target.value })} />
      </Field>
      <FormEnd
        verb="Put it right"
        whom={organisation.name}
        busy={append.isPending}
        disabled={text === "" || text === was}
        error={append.error}
        onCancel={done}
      />
    </form>
  );
}
