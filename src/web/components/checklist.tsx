/** The checklists before release: what the records say beside each item, and the answer that a person gives. */
import { useState } from "react";
import type { ChecklistItem } from "../../views/checklist.ts";
import type { Tlp } from "../../model/marking.ts";
import type { CaseInfo } from "../data/cases.ts";
import { useDraft } from "../data/drafts.ts";
import { useChecklist } from "../data/release.ts";
import type { Choice } from "../data/release.ts";
import { inPlaceOf, useAppend } from "../data/write.ts";
import { useWritingFor } from "../data/writing-for.ts";
import { useAddress } from "../layout/address.ts";
import { ErrorLine } from "./error-line.tsx";
import { NotAssessed } from "./not-assessed.tsx";
import { Plumb } from "./plumb.tsx";
import "./checklist.css";

const ANSWERS = ["yes", "no", "not applicable"] as const;

/** @param openOnly hides what is answered, where somebody looks for what is left */
export function Checklist({
  about,
  choice,
  openOnly = false,
}: {
  readonly about: CaseInfo;
  readonly choice: Choice;
  readonly openOnly?: boolean;
}) {
  const { caseName } = useAddress();
  const { data, error } = useChecklist(caseName, choice);
  const [all, setAll] = useState(!openOnly);
  const writing = useWritingFor(about);
  const organisation = writing?.ref;
  const may = organisation !== undefined && about.roles.some((role) => role !== "reader");
  return (
    <section className="checklists">
      <h2>Checklists</h2>
      {error === null ? undefined : <ErrorLine error={error} />}
      <p className="quiet">
        An answer is a record of {writing?.name ?? "an organisation"}, marked TLP:
        {choice.ceiling} as the edition is, so that its readers may see it. Another answer stands in its
        place.
      </p>
      {openOnly ? (
        <label className="check">
          <input type="checkbox" checked={all} onChange={({ target }) => setAll(target.checked)} /> Show what
          is answered, too
        </label>
      ) : undefined}
      {data?.lists.map(({ list, title, items }) => {
        const open = items.filter(({ answer }) => answer === "not answered");
        return (
          <details key={list}>
            <summary>
              <h3>{title}</h3>{" "}
              <span className="quiet">
                {open.length === 0 ? "all answered" : `${open.length} of ${items.length} open`}
              </span>
            </summary>
            <ol>
              {(all ? items : open).map((item) => (
                <li key={item.item}>
                  <Item
                    item={item}
                    {...(may
                      ? { answers: { list, draft: data.draft, organisation, tlp: choice.ceiling } }
                      : {})}
                  />
                </li>
              ))}
            </ol>
          </details>
        );
      })}
    </section>
  );
}

/** What an answer is about, who gives it, and how it is marked. */
interface Answers {
  readonly list: string;
  readonly draft: string;
  readonly organisation: string;
  readonly tlp: Tlp;
}

function Item({
  item: { item, title, asks, answer, logSays },
  answers,
}: {
  readonly item: ChecklistItem;
  readonly answers?: Answers;
}) {
  return (
    <>
      <p>
        <b>{title}.</b> {asks}
      </p>
      {logSays === "nothing" ? undefined : (
        <p className="soft">
          The records{logSays.points === "open" ? "" : ` point to ${logSays.points}`}: {logSays.text}
        </p>
      )}
      <p>
        {answer === "not answered" ? (
          <NotAssessed word="not answered" />
        ) : (
          <Plumb refId={answer.ref}>
            {answer.value}, by {answer.by}
            {answer.why === undefined ? "" : `: ${answer.why}`}
          </Plumb>
        )}
      </p>
      {answers === undefined ? undefined : (
        <GiveAnswer
          {...answers}
          item={item}
          title={title}
          old={answer === "not answered" ? undefined : answer.ref}
        />
      )}
    </>
  );
}

/** A sentence and one click: an answer that is recorded. */
function GiveAnswer({
  list,
  item,
  title,
  draft,
  organisation,
  tlp,
  old,
}: Answers & { readonly item: string; readonly title: string; readonly old: string | undefined }) {
  const { caseName } = useAddress();
  const append = useAppend(caseName);
  const { form, set, clear } = useDraft(caseName, `checklist ${draft} ${list} ${item}`, { why: "", tlp });
  const give = (value: string) => {
    const why = form.why.trim();
    append.mutate(
      async () => [
        {
          type: "Appraisal",
          for: organisation,
          marking: { tlp },
          ...(await inPlaceOf(caseName, old, organisation)),
          body: {
            aspect: "checklist",
            of: draft,
            value: { list, item, answer: value },
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
          aria-label={`Why: ${title}`}
          placeholder="why, in a sentence"
          value={form.why}
          onChange={({ target }) => set({ why: target.value })}
        />
        {ANSWERS.map((value) => (
          <button
            key={value}
            type="button"
            disabled={append.isPending}
            aria-label={`${value}: ${title}`}
            onClick={() => give(value)}
          >
            {value}
          </button>
        ))}
      </p>
      {append.error === null ? undefined : <ErrorLine error={append.error} />}
    </>
  );
}
