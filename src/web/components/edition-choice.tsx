/** Which edition is looked at: a level and a draft, both in the address. */
import type { Tlp } from "../../model/marking.ts";
import type { Body } from "../../model/records.ts";
import { levelsUpTo, Select } from "./fields.tsx";
import type { CaseInfo } from "../data/cases.ts";
import { useRecordsOf } from "../data/records.ts";
import type { Choice } from "../data/release.ts";
import { useAddress, useGo } from "../layout/address.ts";
import "./edition-choice.css";

/** The lowest level where the address names none: it is the one that leaves out most. */
export function useChoice(about: CaseInfo): Choice {
  const { search } = useAddress();
  const ceiling = levelsUpTo(about.ceiling).find((level) => level === search["ceiling"]) ?? "CLEAR";
  const draft = search["draft"];
  return { ceiling, ...(draft === undefined ? {} : { draft }) };
}

export function ChoiceFields({ about, choice }: { readonly about: CaseInfo; readonly choice: Choice }) {
  const { caseName } = useAddress();
  const go = useGo();
  const drafts = (useRecordsOf(caseName, "Edition").data ?? []).filter(
    ({ record }) => record.body.manifest === undefined,
  );
  const set = (changes: { readonly ceiling?: Tlp; readonly draft?: string | undefined }) =>
    go(changes, { replace: true });
  return (
    <div className="edition-choice">
      <Select
        label="Readers up to"
        value={choice.ceiling}
        onValue={(ceiling) => set({ ceiling: ceiling as Tlp })}
        options={levelsUpTo(about.ceiling).map((level) => ({ value: level, text: `TLP:${level}` }))}
      />
      <Select
        label="Draft"
        value={choice.draft ?? ""}
        onValue={(draft) => set({ draft: draft === "" ? undefined : draft })}
        empty="the newest for this level"
        options={drafts.map(({ record: { id, body } }) => ({
          value: id,
          text: nameOfDraft(body),
        }))}
      />
    </div>
  );
}

/** A draft among others: its key if it has one, what tells it apart, its level. */
export function nameOfDraft({ key, title, subtitle, ceiling }: Body<"Edition">): string {
  return `${key === undefined ? "" : `${key}: `}${subtitle ?? title}, TLP:${ceiling.tlp}`;
}
