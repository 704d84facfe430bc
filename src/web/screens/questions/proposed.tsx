/** One proposal: accepted with what a person says of it, or refused. */
import type { ReactNode, SubmitEvent } from "react";
import type { ProposedCell, ProposedFinding } from "../../../views/combined.ts";
import type { Named } from "../../../views/basics.ts";
import type { Tlp } from "../../../model/marking.ts";
import type { Ref } from "../../../model/refs.ts";
import { ErrorLine } from "../../components/error-line.tsx";
import { Field, FormEnd, MarkingField, Select, WriteFor } from "../../components/fields.tsx";
import type { CaseInfo } from "../../data/cases.ts";
import { useCase } from "../../data/cases.ts";
import { useRefuseCell } from "../../data/combined.ts";
import { useDraft } from "../../data/drafts.ts";
import { useAppend } from "../../data/write.ts";
import { nameIn, useWritingFor } from "../../data/writing-for.ts";
import { useAddress, useGo } from "../../layout/address.ts";
import { VALUES } from "./pick.ts";

interface AcceptForm extends Readonly<Record<string, string>> {
  readonly value: string;
  readonly why: string;
  readonly organisation: string;
  readonly tlp: Tlp;
}

export function CellForm({
  question,
  finding,
  cell,
  hypothesis,
  name,
}: {
  readonly question: Ref;
  readonly finding: ProposedFinding;
  readonly cell: ProposedCell;
  readonly hypothesis: Named;
  readonly name: string;
}) {
  return (
    <Accept
      question={question}
      proposal={cell}
      title={`${finding.label} and ${name}`}
      bodyOf={(value, why) => ({
        aspect: "consistency",
        of: finding.ref,
        against: hypothesis.ref,
        value,
        ...why,
      })}
      choice={{ label: `If ${name} is true, the finding is`, options: VALUES }}
    >
      <p>
        <b>{name}</b> {hypothesis.text} <span className="quiet">{cell.because}</span>
      </p>
    </Accept>
  );
}

const SOURCES = ["open", "proprietary", "classified"].map((value) => ({ value, text: value }));

export function CategoryForm({
  question,
  finding,
}: {
  readonly question: Ref;
  readonly finding: ProposedFinding;
}) {
  const { category } = finding.iiaf;
  return (
    <Accept
      question={question}
      proposal={finding.iiaf}
      title={`${finding.label} as ${category} evidence`}
      bodyOf={(source, why) => ({ aspect: "iiaf", of: finding.ref, value: { category, source }, ...why })}
      choice={{ label: "Kind of source", options: SOURCES }}
    >
      <p className="soft">
        Its instrument declares that its findings are {category} evidence. The category counts where high
        confidence needs two.
      </p>
    </Accept>
  );
}

interface AcceptProps {
  readonly question: Ref;
  readonly proposal: {
    readonly id: string;
    readonly state: ProposedCell["state"];
    readonly entries: Entries;
  };
  readonly title: string;
  readonly bodyOf: (value: string, why: { readonly why?: string }) => Readonly<Record<string, unknown>>;
  readonly choice: {
    readonly label: string;
    readonly options: readonly { readonly value: string; readonly text: string }[];
  };
  readonly children: ReactNode;
}

type Entries = readonly { readonly person: string; readonly organisation: { readonly ref: Ref } }[];

function Accept(props: AcceptProps) {
  const { caseName } = useAddress();
  const about = useCase(caseName).data;
  const { title, children } = props;
  const may = about?.roles.includes("analyst") === true && about.organisations.length > 0;
  return (
    <section className="form" aria-label={title}>
      <h4>{title}</h4>
      {children}
      {may ? <Form {...props} about={about} /> : undefined}
    </section>
  );
}

function Form({
  question,
  proposal,
  title,
  bodyOf,
  choice,
  about,
}: AcceptProps & { readonly about: CaseInfo }) {
  const { caseName } = useAddress();
  const go = useGo();
  const writing = useWritingFor(about);
  const append = useAppend(caseName);
  const refuse = useRefuseCell(caseName, question);
  const { form, set, clear, marking } = useDraft<AcceptForm>(caseName, `proposed ${proposal.id}`, {
    value: "",
    why: "",
    organisation: writing?.ref ?? "",
    tlp: "AMBER+STRICT",
  });
  const close = () => go({ cell: undefined }, { replace: true });
  const own = proposal.entries.some(
    ({ person, organisation }) => person === about.person && organisation.ref === form.organisation,
  );
  if (own) return <p className="soft">You have recorded this. The matrix takes a change of it.</p>;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const said = form.why.trim();
    const onSuccess = () => {
      clear();
      close();
    };
    append.mutate(
      [
        {
          type: "Appraisal",
          for: form.organisation,
          marking: marking.value,
          body: bodyOf(form.value, said === "" ? {} : { why: said }),
        },
      ],
      { onSuccess },
    );
  };
  const isRefused = proposal.state === "refused";
  return (
    <form onSubmit={submit} aria-label={`Accept ${title}`}>
      <Select
        label={choice.label}
        value={form.value}
        onValue={(value) => set({ value })}
        empty="say which"
        options={choice.options}
      />
      <Field label="Why">
        <textarea value={form.why} onChange={({ target }) => set({ why: target.value })} />
      </Field>
      <div className="side-by-side">
        <WriteFor about={about} value={form.organisation} onValue={(organisation) => set({ organisation })} />
        <MarkingField about={about} marking={marking} />
      </div>
      {refuse.error === null ? undefined : <ErrorLine error={refuse.error} />}
      {proposal.state === "recorded" ? undefined : (
        <button
          type="button"
          disabled={refuse.isPending}
          onClick={() => refuse.mutate({ id: proposal.id, refused: !isRefused }, { onSuccess: close })}
        >
          {isRefused ? "Open again" : "Refuse"}
        </button>
      )}
      <FormEnd
        verb="Accept"
        whom={nameIn(about, form.organisation)}
        busy={append.isPending}
        disabled={form.value === ""}
        error={append.error}
        onCancel={close}
        onForget={clear}
      />
    </form>
  );
}
