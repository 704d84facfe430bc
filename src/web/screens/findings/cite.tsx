/** Puts the finding under a judgment, for or against: one Basis record with a reason and a marking. */
import { Link } from "@tanstack/react-router";
import type { Tlp } from "../../../model/marking.ts";
import type { FindingView } from "../../../views/edition.ts";
import { ErrorLine } from "../../components/error-line.tsx";
import { MarkingField } from "../../components/fields.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { useCase } from "../../data/cases.ts";
import type { CaseInfo } from "../../data/cases.ts";
import { useCite } from "../../data/cite.ts";
import { useDraft } from "../../data/drafts.ts";
import { useJudgments, useQuestions } from "../../data/reasoning.ts";
import { useWritingFor } from "../../data/writing-for.ts";
import { pathTo, useAddress } from "../../layout/address.ts";
import { counted } from "../../../words.ts";
import { BeginHere } from "./begin.tsx";

const BLANK: { readonly tlp: Tlp; readonly judgment: string; readonly why: string } = {
  tlp: "AMBER+STRICT",
  judgment: "",
  why: "",
};

export function Cite({ view: { ref, label } }: { readonly view: FindingView }) {
  const { caseName } = useAddress();
  const judgments = useJudgments(caseName).data ?? [];
  const cite = useCite(caseName);
  const about = useCase(caseName).data;
  const writing = useWritingFor(about);
  const { form, set, clear, marking } = useDraft(caseName, `cite ${ref}`, BLANK);
  const chosen = judgments.find((one) => one.ref === form.judgment) ?? judgments[0];
  const record = (stands: "for" | "against") => {
    if (chosen === undefined || writing === undefined) return;
    cite.mutate(
      {
        judgment: chosen.ref,
        entry: ref,
        stands,
        why: form.why,
        marking: marking.value,
        organisation: writing.ref,
      },
      { onSuccess: clear },
    );
  };
  if (chosen === undefined) return <NoJudgment about={about} writing={writing} label={label} entry={ref} />;
  if (writing === undefined) return <CitedIn entry={ref} />;
  return (
    <form className="cite" onSubmit={(event) => event.preventDefault()}>
      <label>
        Judgment
        <select value={chosen.ref} onChange={({ target }) => set({ judgment: target.value })}>
          {judgments.map((one) => (
            <option key={one.ref} value={one.ref}>
              {one.label} {one.wording?.text ?? one.states.text}
            </option>
          ))}
        </select>
      </label>
      <label>
        Why it speaks for or against
        <textarea
          rows={2}
          maxLength={4000}
          value={form.why}
          onChange={({ target }) => set({ why: target.value })}
        />
      </label>
      {about === undefined ? undefined : <MarkingField about={about} marking={marking} />}
      <p className="acts">
        <button type="button" disabled={cite.isPending} onClick={() => record("for")}>
          Cite for
        </button>
        <button type="button" disabled={cite.isPending} onClick={() => record("against")}>
          Cite against
        </button>
        <span className="quiet">recorded as {writing.name}</span>
      </p>
      {cite.error === null ? undefined : <ErrorLine error={cite.error} />}
      <CitedIn entry={ref} />
    </form>
  );
}

/** Where a question stands, a judgment begins at one of its hypotheses, and the line goes on hanging; else both begin here. */
function NoJudgment({
  about,
  writing,
  label,
  entry,
}: Omit<Parameters<typeof BeginHere>[0], "about" | "writing"> & {
  readonly about: CaseInfo | undefined;
  readonly writing: CaseInfo["organisations"][number] | undefined;
}) {
  const { caseName } = useAddress();
  const questions = useQuestions(caseName).data;
  if (questions === undefined) return undefined;
  if (questions.length === 0 && about !== undefined && writing !== undefined)
    return <BeginHere about={about} writing={writing} label={label} entry={entry} />;
  return (
    <>
      <p className="soft">There is no judgment yet that {label} could stand under.</p>
      {questions.length === 0 ? undefined : (
        <p>
          <Link to={pathTo(caseName, "judgments")} search={{ do: "begin", plumb: entry }}>
            Begin a judgment
          </Link>
        </p>
      )}
    </>
  );
}

/** Where it stands already. */
function CitedIn({ entry }: { readonly entry: string }) {
  const { caseName } = useAddress();
  const judgments = useJudgments(caseName).data ?? [];
  const places = judgments.flatMap((judgment) =>
    (["for", "against", "context"] as const).flatMap((stands) =>
      judgment[stands].entries.flatMap((basis) =>
        basis.entry !== "not public" && basis.entry.ref === entry ? [{ basis, stands, judgment }] : [],
      ),
    ),
  );
  return (
    <output className="quiet">
      {places.length === 0 ? "Cited nowhere." : `Cited in ${counted(places.length, "place")}: `}
      {places.map(({ basis, stands, judgment }, at) => (
        <span key={basis.ref}>
          {at === 0 ? "" : ", "}
          <Plumb refId={basis.ref}>
            <span className={stands}>{stands}</span> {judgment.label}
          </Plumb>
        </span>
      ))}
    </output>
  );
}
