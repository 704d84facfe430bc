/** The first screen of a case through a seat: key judgments with positions, the newest draft and what blocks it, next steps. */
import { isPublication, judgmentViews, nameOf, nextSteps, partyView } from "../case/index.ts";
import type { CaseFold } from "../case/index.ts";
import { mayRead } from "../model/marking.ts";
import { refSchema } from "../model/refs.ts";
import type { Ref } from "../model/refs.ts";
import type { CaseRecord } from "../model/records.ts";
import type { JudgmentView } from "../views/edition.ts";
import type { NextStep, Overview } from "../views/overview.ts";
import { planEdition } from "./release.ts";
import type { Seat } from "./seat.ts";

/** Judgments that one screen has room for. */
const MOST_JUDGMENTS = 8;
const MOST_BLOCKERS = 5;

type Draft = CaseRecord<"Edition">;
type Blocked = Pick<NonNullable<Overview["edition"]>, "blockers" | "blocked">;

/** @throws PlumblineError FORBIDDEN without the right to read. */
export async function overview(seat: Seat): Promise<Overview> {
  const fold = await seat.fold();
  seat.note("overview");
  const draft = fold
    .all("Edition")
    .filter((edition) => !isPublication(edition))
    .at(-1);
  const published = draft === undefined ? undefined : publicationOf(fold, draft);
  const blocked =
    draft === undefined || published !== undefined ? undefined : await blockersOf(seat, fold, draft);
  const judgments = keyJudgments(fold, draft);
  const newest = fold.visible.at(-1)?.record;
  const release = releaseStep({ judgments: judgments.length, draft, published, blocked });
  return {
    ...(newest === undefined ? {} : { newest: { ref: newest.id, at: newest.at } }),
    judgments: judgments.slice(0, MOST_JUDGMENTS).map(({ ref, label, states, positions }) => ({
      ref,
      label,
      text: states.text,
      positions,
      taken: takenOn(fold, ref),
    })),
    further: Math.max(0, judgments.length - MOST_JUDGMENTS),
    ...(draft === undefined
      ? {}
      : {
          edition: {
            ref: draft.id,
            title: draft.body.title,
            ceiling: draft.body.ceiling.tlp,
            ...(published === undefined ? {} : { published: published.at }),
            ...(blocked ?? { blockers: [], blocked: 0 }),
          },
        }),
    steps: [
      ...nextSteps(fold, [...(await seat.ownOrganisations())]),
      ...(release === undefined ? [] : [release]),
    ],
  };
}

/** Those that the draft prints first, in its order; all where it names none or there is none. */
function keyJudgments(fold: CaseFold, draft: Draft | undefined): readonly JudgmentView[] {
  const all = judgmentViews(fold);
  const named = new Set(
    (draft?.body.blocks ?? []).flatMap((block) =>
      block.block === "judgment" ? [fold.latest(block.judgment)] : [],
    ),
  );
  return named.size === 0 ? all : all.filter(({ ref }) => named.has(ref));
}

/** Own positions on a judgment, withdrawn ones left out, in order of arrival. */
function takenOn(fold: CaseFold, judgment: Ref): Overview["judgments"][number]["taken"] {
  return fold
    .ever("Position")
    .filter(
      ({ id, body }) =>
        fold.latest(body.judgment) === judgment && (fold.stands(id) || fold.latest(id) !== id),
    )
    .filter(({ body }) => body.stance === "own")
    .map(({ id, at, heldAt, body }) => ({
      ref: id,
      organisation: partyView(fold, body.organisation, id),
      on: heldAt ?? at,
    }));
}

/** An edition that was published of this draft. */
function publicationOf(fold: CaseFold, { id, body }: Draft): Draft | undefined {
  return fold
    .all("Edition")
    .findLast(
      (edition) =>
        isPublication(edition) &&
        edition.body.title === body.title &&
        edition.body.ceiling.tlp === body.ceiling.tlp &&
        fold.place(edition.id) > fold.place(id),
    );
}

/** Undefined where the draft is for readers of more than the person may see. */
async function blockersOf(seat: Seat, fold: CaseFold, draft: Draft): Promise<Blocked | undefined> {
  const { ceiling } = draft.body;
  if (!mayRead(ceiling, seat.reader)) return undefined;
  const { refused } = await planEdition(seat, {
    ceiling: ceiling.tlp,
    groups: (ceiling.groups ?? []).join(","),
    draft: draft.id,
  });
  return {
    blocked: refused.length,
    blockers: refused.slice(0, MOST_BLOCKERS).map(({ code, about, text }) => {
      const isRef = refSchema.safeParse(about).success && fold.resolves(about);
      return { code, text, about: isRef ? nameOf(fold, about) : about, ...(isRef ? { ref: about } : {}) };
    }),
  };
}

function releaseStep({
  judgments,
  draft,
  published,
  blocked,
}: {
  readonly judgments: number;
  readonly draft: Draft | undefined;
  readonly published: Draft | undefined;
  readonly blocked: Blocked | undefined;
}): NextStep | undefined {
  if (draft === undefined)
    return judgments === 0 ? undefined : { stage: "release", act: "write a draft", waiting: 1 };
  if (published !== undefined || blocked === undefined) return undefined;
  const about = { stage: "release", ref: draft.id, name: draft.body.title } as const;
  return blocked.blocked === 0
    ? { ...about, act: "publish", waiting: 1 }
    : { ...about, act: "clear what blocks it", waiting: blocked.blocked };
}
