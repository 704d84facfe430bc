/** What *Find anything* leads to: sections and acts by their names, records by what they say, posts, words that are explained. */
import { useQuery } from "@tanstack/react-query";
import type { RecordType } from "../../model/refs.ts";
import type { BriefFinding, ShownRecord } from "../../desk/index.ts";
import { api, ask } from "../client.ts";
import { caseKey } from "../data/cases.ts";
import { useFindings } from "../data/findings.ts";
import { explained } from "../glossary.ts";
import { PAGES, SCREENS } from "../screens/index.ts";
import { pathTo } from "./address.ts";

/** One line of the list. */
export interface Option {
  readonly id: string;
  readonly words: string;
  /** What kind of thing it is, or what it means. */
  readonly note: string;
  /** Where it leads; absent for what is only read. */
  readonly to?: string;
  readonly search?: Readonly<Record<string, string>>;
}

/** Records, and words that are explained, that are listed. */
const MOST_RECORDS = 8;
const MOST_FINDINGS = 5;
const MOST_WORDS = 3;

/** Acts that have an address, in the words of their screens. */
const ACTS: readonly (readonly [words: string, screen: string, item?: string | undefined, act?: string])[] = [
  ["Bring in a file", "corpus", "add"],
  ["Imports", "corpus", "imports"],
  ["Coding", "corpus", "coding"],
  ["Notes", "corpus", "notes"],
  ["Run a detector", "findings", "run"],
  ["Origins as a tree", "evidence", "origins"],
  ["Ask a question", "questions", undefined, "ask"],
  ["Begin a judgment", "judgments", undefined, "begin"],
  ["Another organisation", "judgments", undefined, "organisation"],
  ["Write a draft", "release", "draft"],
  ["Preview and publish", "release", "preview"],
  ["Compare two editions", "release", "compare"],
  ["What I may show", "release", "brief"],
];

/** Where a record of a type is at home; any other stands in the log. */
const HOMES: Partial<Record<RecordType, string>> = {
  Judgment: "judgments",
  Question: "questions",
  Artifact: "evidence",
  Party: "entity",
};
const LEDGER: ReadonlySet<RecordType> = new Set<RecordType>(["Claim", "Event"]);

/** @param typed what stands in the field, at rest */
export function useOptions(caseName: string, typed: string): readonly Option[] {
  const words = typed.trim().toLowerCase();
  const records = useQuery({
    queryKey: [...caseKey(caseName), "found", words],
    queryFn: () =>
      ask(
        api.cases[":case"].records.$get({
          param: { case: caseName },
          query: { q: words, limit: String(MOST_RECORDS) },
        }),
      ),
    enabled: words.length > 1,
  }).data;
  const findings = useFindings(caseName).data ?? [];
  return [
    ...placesOf(caseName, words),
    ...(words.length > 1 ? findingOptions(caseName, findings, words) : []),
    ...(words.length > 1 ? (records?.records ?? []) : []).map((shown) => recordOption(caseName, shown)),
    ...(records !== undefined && records.total > MOST_RECORDS
      ? [
          {
            id: "all",
            words: `All ${records.total} records with “${typed.trim()}”`,
            note: "Log",
            to: pathTo(caseName, "log"),
            search: { q: typed.trim() },
          },
        ]
      : []),
    ...(words === ""
      ? []
      : [
          {
            id: "posts",
            words: `Posts with “${typed.trim()}”`,
            note: "Corpus",
            to: pathTo(caseName, "corpus"),
            search: { q: typed.trim() },
          },
        ]),
    ...explained(words, MOST_WORDS).map(([term, meaning]) => ({
      id: `word ${term}`,
      words: term,
      note: meaning,
    })),
  ];
}

function placesOf(caseName: string, words: string): Option[] {
  const sections = [...SCREENS, ...PAGES].map(({ path, label }) => ({
    id: `screen ${path}`,
    words: label,
    note: "section",
    to: pathTo(caseName, path),
  }));
  const acts = ACTS.map(([label, screen, item, act]) => ({
    id: `act ${label}`,
    words: label,
    note: SCREENS.find(({ path }) => path === screen)!.label,
    to: pathTo(caseName, screen, item),
    ...(act === undefined ? {} : { search: { do: act } }),
  }));
  const fits = (option: Option) =>
    words.split(/\s+/).every((word) => option.words.toLowerCase().includes(word));
  return words === "" ? [...sections, ...acts] : [...sections, ...acts].filter(fits);
}

/** By label, name and sentence. */
function findingOptions(caseName: string, findings: readonly BriefFinding[], words: string): Option[] {
  return findings
    .filter(({ label, name, sentence }) =>
      words.split(/\s+/).every((word) => `${label} ${name} ${sentence}`.toLowerCase().includes(word)),
    )
    .slice(0, MOST_FINDINGS)
    .map(({ ref, label, name }) => ({
      id: `finding ${ref}`,
      words: `${label} ${name}`,
      note: "Finding",
      to: pathTo(caseName, "findings", label),
      search: { plumb: ref },
    }));
}

function recordOption(caseName: string, { record: { id, type }, text, stands }: ShownRecord): Option {
  const home = HOMES[type];
  const to =
    home !== undefined && stands
      ? pathTo(caseName, home, id)
      : LEDGER.has(type) && stands
        ? pathTo(caseName, "evidence")
        : pathTo(caseName, "log", id);
  return {
    id,
    words: text,
    note: stands ? type : `${type}, superseded or withdrawn`,
    to,
    search: { plumb: id },
  };
}
