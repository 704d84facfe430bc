/** The checklists before release: what the records say beside each item, and the answer that a person gives. */
import { useState } from "react";
import type { ChecklistItem } from "../../../model/checklist.ts";
import { ErrorLine } from "../../components/error-line.tsx";
import { NotAssessed } from "../../components/not-assessed.tsx";
import { Plumb } from "../../components/plumb.tsx";
import type { CaseInfo } from "../../data/cases.ts";
import { useChecklist } from "../../data/release.ts";
import type { Choice } from "../../data/release.ts";
import { inPlaceOf, useAppend } from "../../data/write.ts";
import { useAddress } from "../../layout/address.ts";

const ANSWERS = ["yes", "no", "not applicable"] as const;

export function Checklist({
  about,
  choice,
  draft,
}: {
  readonly about: CaseInfo;
  readonly choice: Choice;
  readonly draft: string;
}) {
  const { room } = useAddress();
  const { data, error } = useChecklist(room, choice);
  const append = useAppend(room);
  const organisation = about.organisations[0]?.ref;
  const may = organisation !== undefined && about.roles.some((role) => role !== "reader");
  const answer = (list: string, { item, answer: old }: ChecklistItem, value: string, why: string) => {
    if (organisation === undefined) return;
    append.mutate(async () => [
      {
        type: "Appraisal",
        for: organisation,
        marking: { tlp: choice.ceiling },
        ...(await inPlaceOf(room, old === "not answered" ? undefined : old.ref, organisation)),
        body: {
          aspect: "checklist",
          of: draft,
          value: { list, item, answer: value },
          ...(why.trim() === "" ? {} : { why: why.trim() }),
        },
      },
    ]);
  };
  return (
    <section className="checklists">
      <h2>Checklists</h2>
      {error === null ? undefined : <ErrorLine error={error} />}
      {append.error === null ? undefined : <ErrorLine error={append.error} />}
      <p className="quiet">
        An answer is a record, marked TLP:{choice.ceiling} as the edition is, so that its readers may see it.
      </p>
      {data?.map(({ list, title, items }) => {
        const open = items.filter((item) => item.answer === "not answered").length;
        return (
          <details key={list}>
            <summary>
              <h3>{title}</h3>{" "}
              <span className="quiet">
                {items.length - open} of {items.length} answered
              </span>
            </summary>
            <ol>
              {items.map((item) => (
                <li key={item.item}>
                  <Item
                    item={item}
                    {...(may ? { onAnswer: (...given) => answer(list, item, ...given) } : {})}
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

function Item({
  item: { title, asks, answer, logSays },
  onAnswer,
}: {
  readonly item: ChecklistItem;
  readonly onAnswer?: (value: string, why: string) => void;
}) {
  const [why, setWhy] = useState("");
  return (
    <>
      <p>
        <b>{title}.</b> {asks}
      </p>
      {logSays === "nothing" ? undefined : (
        <p className="soft">
          The records: {logSays.text} <span className="quiet">({logSays.points})</span>
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
      {onAnswer === undefined ? undefined : (
        <p className="answer">
          {ANSWERS.map((value) => (
            <button key={value} type="button" onClick={() => onAnswer(value, why)}>
              {value}
            </button>
          ))}
          <input
            aria-label={`Why: ${title}`}
            placeholder="why, if you want to say"
            value={why}
            onChange={({ target }) => setWhy(target.value)}
          />
        </p>
      )}
    </>
  );
}
