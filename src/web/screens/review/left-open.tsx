/** What the language lint and the checklists leave to people: each is answered where it stands, with a sentence and a click. */
import type { CaseHit } from "../../../workbench/index.ts";
import { Checklist } from "../../components/checklist.tsx";
import { ChoiceFields, useChoice } from "../../components/edition-choice.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { Plumb } from "../../components/plumb.tsx";
import type { CaseInfo } from "../../data/cases.ts";
import { useDraft } from "../../data/drafts.ts";
import { useCaseLint } from "../../data/lint.ts";
import { fieldsOf } from "../../data/marking.ts";
import { useRecord } from "../../data/records.ts";
import { useAppend } from "../../data/write.ts";
import { useWritingFor } from "../../data/writing-for.ts";
import { useAddress } from "../../layout/address.ts";
import { capital, counted } from "../../../words.ts";

/** What people have to answer before an edition at a level goes out. */
export function Checklists({ about }: { readonly about: CaseInfo }) {
  const choice = useChoice(about);
  return (
    <>
      <ChoiceFields about={about} choice={choice} />
      <Checklist about={about} choice={choice} openOnly />
    </>
  );
}

export function Lint({ about }: { readonly about: CaseInfo }) {
  const { caseName } = useAddress();
  const { data, error } = useCaseLint(caseName);
  if (error !== null) return <ErrorLine error={error} />;
  if (data === undefined) return undefined;
  const questions = data.hits.filter(({ severity }) => severity === "question");
  const others = data.hits.filter(({ severity }) => severity !== "question");
  const may = about.organisations.length > 0 && about.roles.some((role) => role !== "reader");
  return (
    <div className="lint">
      <p className="quiet">{capital(sayLint(data.texts, others.length, questions.length))}.</p>
      <ul>
        {others.map((hit, at) => (
          <li key={`${hit.ref} ${hit.code} ${at}`}>
            <Hit hit={hit} />
            {may && hit.severity === "refused" && hit.text !== "" ? (
              <AnswerLint hit={hit} about={about} />
            ) : undefined}
          </li>
        ))}
        {questions.map((hit) => (
          <li key={`${hit.ref} ${hit.code} ${hit.text}`}>
            <Hit hit={hit} />
            {may ? <AnswerLint hit={hit} about={about} /> : undefined}
          </li>
        ))}
      </ul>
    </div>
  );
}

function sayLint(texts: number, faults: number, questions: number): string {
  if (faults + questions === 0) return `nothing to mend in ${counted(texts, "text")}`;
  const mend = faults === 0 ? [] : [`${counted(faults, "thing")} to mend`];
  const asked = questions === 0 ? [] : [counted(questions, "question")];
  return `${[...mend, ...asked].join(" and ")} in ${counted(texts, "text")}`;
}

function Hit({ hit: { ref, text, message, fix, severity, code } }: { readonly hit: CaseHit }) {
  return (
    <p>
      <Plumb refId={ref}>{text === "" ? "The whole record" : `“${text}”`}</Plumb> {message}{" "}
      <span className="soft">{fix}</span>{" "}
      <code>
        {severity} {code}
      </code>
    </p>
  );
}

/** The recorded answer is marked as the text is that it is about. */
function AnswerLint({ hit, about }: { readonly hit: CaseHit; readonly about: CaseInfo }) {
  const { caseName } = useAddress();
  const append = useAppend(caseName);
  const writing = useWritingFor(about);
  const item = `${hit.code}: ${hit.text}`;
  const marking = useRecord(caseName, hit.ref).data?.marking;
  const { form, set, clear } = useDraft(caseName, `lint ${hit.ref} ${hit.code} ${hit.start}`, {
    why: "",
    ...fieldsOf(marking ?? { tlp: "AMBER+STRICT" }),
  });
  if (marking === undefined) return undefined;
  // A refusal stands against the record unless somebody says why it does not.
  const unsaid = hit.severity === "refused" && form.why.trim() === "";
  const give = (answer: "no" | "not applicable") => {
    const why = form.why.trim();
    append.mutate(
      [
        {
          type: "Appraisal",
          marking,
          for: writing?.ref,
          body: {
            aspect: "checklist",
            of: hit.ref,
            value: { list: "plumbline lint", item, answer },
            ...(why === "" ? {} : { why }),
          },
        },
      ],
      { onSuccess: clear },
    );
  };
  return (
    <>
      <p className="answer">
        <input
          aria-label={`Why: ${item}`}
          placeholder="why, in a sentence"
          value={form.why}
          onChange={({ target }) => set({ why: target.value })}
        />
        <button type="button" disabled={append.isPending || unsaid} onClick={() => give("no")}>
          No fault
        </button>
        <button type="button" disabled={append.isPending || unsaid} onClick={() => give("not applicable")}>
          Not applicable
        </button>{" "}
        <span className="quiet">recorded as {writing?.name}</span>
      </p>
      {append.error === null ? undefined : <ErrorLine error={append.error} />}
    </>
  );
}
