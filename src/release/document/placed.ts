/** A figure in its place: its number in the edition, what the authors say of it, and where it comes from. */
import type { Ref } from "../../model/refs.ts";
import type { BlockView } from "../../views/edition.ts";
import { date } from "../typography.ts";
import type { Context } from "./context.ts";
import type { FigurePart, ToldFigure } from "./types.ts";

type Block = Extract<BlockView, { block: "finding" }>;
/** Title and note of a figure by the authors of the edition. */
export type AuthoredFigure = NonNullable<Block["figures"]>[number];

/**
 * @param id of its sentences, as `F2.figure1`
 * @param of what it belongs to in words, as `F2 (run_…#f1)`
 */
export function placedFigure(
  context: Context,
  id: string,
  told: ToldFigure,
  of: string,
  refs: readonly Ref[],
  authored: Partial<AuthoredFigure> = {},
): FigurePart {
  const { view } = context;
  const { title, note } = authored;
  const own = [...refs, view.ref];
  return {
    ...told,
    name: context.say(`${id}.name`, context.numbered(told.figure.kind === "table" ? "Table" : "Figure"), own),
    ...(title === undefined ? {} : { title: context.say(`${id}.title`, title, own) }),
    notes: note === undefined ? [] : context.sayAll(`${id}.note`, note, own),
    source: context.say(
      `${id}.source`,
      `From ${of}, in “${view.title}”, as of ${date(view.asOf)}, TLP:${view.ceiling.tlp}.`,
      own,
    ),
  };
}
