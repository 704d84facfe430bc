/** One next step for each stage from a file to an edition. */
import { Link } from "@tanstack/react-router";
import type { NextStep, StepAct } from "../../../views/overview.ts";
import { pathTo, useAddress } from "../../layout/address.ts";
import { counted } from "../../../words.ts";

/** What a step says before its link, the words of the link, and where it leads. */
interface Way {
  readonly before?: string;
  readonly words: string;
  readonly screen: string;
  readonly item?: string;
  readonly search?: Readonly<Record<string, string>>;
}

const plumbed = ({ ref }: NextStep): Readonly<Record<string, string>> =>
  ref === undefined ? {} : { plumb: ref };

const WAYS: Readonly<Record<StepAct, (step: NextStep) => Way>> = {
  "bring in a file": () => ({ words: "bring in a file", screen: "corpus", item: "add" }),
  "look for coordination": ({ name = "the posts" }) => ({
    before: name,
    words: "look for coordination",
    screen: "findings",
    item: "run",
  }),
  "read a document": ({ ref, name = "a document" }) => ({
    before: name,
    words: "read it",
    screen: "evidence",
    ...(ref === undefined ? {} : { item: ref }),
  }),
  "grade claims": (step) => ({
    words: `grade ${counted(step.waiting, "claim")}`,
    screen: "evidence",
    search: plumbed(step),
  }),
  "ask a question": () => ({ words: "ask the first question", screen: "questions", search: { do: "ask" } }),
  "begin a judgment": (step) => ({
    before: step.name ?? "a finding",
    words: "begin a judgment",
    screen: "judgments",
    search: { do: "begin", ...plumbed(step) },
  }),
  "take a position": ({ name = "a judgment" }) => ({
    before: name,
    words: "take a position",
    screen: "judgments",
    item: name,
    search: { do: "position" },
  }),
  "write a draft": () => ({ words: "write a draft of an edition", screen: "release", item: "draft" }),
  "clear what blocks it": ({ waiting }) => ({
    words: `clear ${counted(waiting, "blocker")}`,
    screen: "release",
    item: "preview",
  }),
  publish: () => ({ words: "preview and publish", screen: "release", item: "preview" }),
};

/** Stages from raw posts to an edition, in their order, with their headings. */
const STAGES: Readonly<Record<NextStep["stage"], string>> = {
  "bring in": "Bring in",
  find: "Find",
  weigh: "Weigh",
  judge: "Judge",
  release: "Release",
};

export function Steps({ steps }: { readonly steps: readonly NextStep[] }) {
  return (
    <section aria-label="One next step for each stage">
      <dl className="steps">
        {Object.entries(STAGES).map(([stage, heading]) => (
          <div key={stage}>
            <dt>{heading}</dt>
            <dd>
              <Step step={steps.find((one) => one.stage === stage)} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Step({ step }: { readonly step: NextStep | undefined }) {
  const { caseName } = useAddress();
  if (step === undefined) return <span className="quiet">nothing waits</span>;
  const { before, words, screen, item, search = {} } = WAYS[step.act](step);
  const others = step.waiting - 1;
  return (
    <>
      {before === undefined ? undefined : `${before}: `}
      <Link to={pathTo(caseName, screen, item)} search={search}>
        {words}
      </Link>
      {others > 0 && step.act !== "grade claims" && step.act !== "clear what blocks it" ? (
        <span className="quiet"> and {counted(others, "more", "more")}</span>
      ) : undefined}
    </>
  );
}
