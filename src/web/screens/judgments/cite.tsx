/** Under a judgment: an item of the ledger cited for, against or as context; and how hard contrary items were looked for. */
import type { SubmitEvent } from "react";
import { useState } from "react";
import type { Tlp } from "../../../model/marking.ts";
import type { JudgmentView } from "../../../views/edition.ts";
import { useDone } from "../../components/acts.tsx";
import { Choice, Field, FormEnd, MarkingField, Select, WriteFor } from "../../components/fields.tsx";
import { LintedText } from "../../components/linted-text.tsx";
import type { CaseInfo } from "../../data/cases.ts";
import { useDraft } from "../../data/drafts.ts";
import { useLedger } from "../../data/reasoning.ts";
import { useAppend } from "../../data/write.ts";
import { nameIn, useWritingFor } from "../../data/writing-for.ts";
import { useAddress } from "../../layout/address.ts";

interface Props {
  readonly judgment: JudgmentView;
  readonly about: CaseInfo;
}

interface CiteForm extends Readonly<Record<string, string>> {
  readonly entry: string;
  readonly stands: string;
  readonly why: string;
  readonly organisation: string;
  readonly tlp: Tlp;
}

function showStands(stands: string) {
  return stands === "context" ? "as context" : <span className={stands}>{stands}</span>;
}

export function Cite({ judgment, about }: Props) {
  const { caseName, search } = useAddress();
  const writing = useWritingFor(about);
  const done = useDone();
  const append = useAppend(caseName);
  const ledger = useLedger(caseName).data;
  const [words, setWords] = useState("");
  const { form, set, clear, marking } = useDraft<CiteForm>(caseName, `cite ${judgment.ref}`, {
    entry: "",
    // The side on which nothing stands yet.
    stands: judgment.for.entries.length > 0 && judgment.against.entries.length === 0 ? "against" : "for",
    why: "",
    organisation: writing?.ref ?? "",
    tlp: "AMBER+STRICT",
  });
  const cited = new Set(
    [judgment.for, judgment.against, judgment.context].flatMap(({ entries }) =>
      entries.flatMap(({ entry }) => (entry === "not public" ? [] : [entry.ref])),
    ),
  );
  const asked = words.toLowerCase().split(/\s+/).filter(Boolean);
  const items = (ledger?.items ?? []).filter(({ ref, name, text }) => {
    const all = `${name} ${text}`.toLowerCase();
    return !cited.has(ref) && (ref === form.entry || asked.every((word) => all.includes(word)));
  });
  const hung = items.find(({ ref }) => ref === search["plumb"]);
  const entry = form.entry === "" ? (hung?.ref ?? "") : form.entry;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const why = form.why.trim();
    append.mutate(
      [
        {
          type: "Basis",
          for: form.organisation,
          marking: marking.value,
          body: {
            judgment: judgment.ref,
            entry,
            stands: form.stands,
            ...(why === "" ? {} : { why }),
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
    <form className="form" onSubmit={submit} aria-label="Cite an item">
      <h2>Cite an item</h2>
      <div className="side-by-side">
        <Field label="Find in the ledger" help={`${items.length} items that are not cited here`}>
          <input
            type="search"
            value={words}
            placeholder="words, a key, a speaker"
            onChange={({ target }) => setWords(target.value)}
          />
        </Field>
        <Select
          label="Item"
          value={entry}
          onValue={(next) => set({ entry: next })}
          empty="choose an item"
          options={items.map(({ ref, name, text }) => ({ value: ref, text: `${name}: ${text}` }))}
        />
      </div>
      <Choice
        legend="It stands"
        name="stands"
        values={["for", "against", "context"]}
        value={form.stands}
        onValue={(stands) => set({ stands })}
        show={showStands}
      />
      <LintedText
        label="Why it does"
        typed={{ text: form.why, place: "text", judgment: judgment.ref }}
        onText={(why) => set({ why })}
      />
      <div className="side-by-side">
        <WriteFor about={about} value={form.organisation} onValue={(organisation) => set({ organisation })} />
        <MarkingField about={about} marking={marking} />
      </div>
      <FormEnd
        verb={form.stands === "context" ? "Cite as context" : `Cite ${form.stands}`}
        whom={nameIn(about, form.organisation)}
        busy={append.isPending}
        disabled={entry === ""}
        error={append.error}
        onCancel={done}
        onForget={clear}
      />
    </form>
  );
}

interface SearchForm extends Readonly<Record<string, string>> {
  readonly found: string;
  readonly searched: string;
  readonly organisation: string;
  readonly tlp: Tlp;
}

/** Records how hard contrary items were looked for. */
export function SearchEffort({ judgment, about }: Props) {
  const { caseName } = useAddress();
  const writing = useWritingFor(about);
  const done = useDone();
  const append = useAppend(caseName);
  const { form, set, clear, marking } = useDraft<SearchForm>(caseName, `search ${judgment.ref}`, {
    found: "none found",
    searched: "",
    organisation: writing?.ref ?? "",
    tlp: "AMBER+STRICT",
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    append.mutate(
      [
        {
          type: "Appraisal",
          for: form.organisation,
          marking: marking.value,
          body: {
            aspect: "search effort",
            of: judgment.ref,
            value: { found: form.found, searched: form.searched.trim() },
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
    <form className="form" onSubmit={submit} aria-label="Say how contrary items were looked for">
      <h2>Say how contrary items were looked for</h2>
      <Choice
        legend="Outcome"
        name="found"
        values={["none found", "found"]}
        value={form.found}
        onValue={(found) => set({ found })}
      />
      <Field label="Where and how, so that somebody else could do it again">
        <textarea value={form.searched} onChange={({ target }) => set({ searched: target.value })} />
      </Field>
      <div className="side-by-side">
        <WriteFor about={about} value={form.organisation} onValue={(organisation) => set({ organisation })} />
        <MarkingField about={about} marking={marking} />
      </div>
      <FormEnd
        verb="Record the search"
        whom={nameIn(about, form.organisation)}
        busy={append.isPending}
        disabled={form.searched.trim() === ""}
        error={append.error}
        onCancel={done}
        onForget={clear}
      />
    </form>
  );
}
