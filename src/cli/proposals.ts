/** What a document proposes, as a table on the terminal. */
import { propositionOf } from "../workbench/proposals/batch.ts";
import type { ProposalsView, Standing } from "../workbench/proposals/view.ts";
import { counted, listed } from "../words.ts";
import { table } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

const MAX_WORDS = 64;

export function showProposals(terminal: Terminal, view: ProposalsView): void {
  const { reading, standings, tally } = view;
  const { sentences, notes, language } = reading;
  if (standings.length > 0) {
    const rows = standings.map((standing) => rowOf(view, standing));
    terminal.line(`\n${table([["", "who", "does", "when", "what", "not understood"], ...rows])}\n`);
  }
  const states = [
    ...(tally.accepted + tally.mended > 0 ? [`${tally.accepted + tally.mended} in the case already`] : []),
    ...(tally.open > 0 ? [`${tally.open} open`] : []),
  ];
  terminal.line(
    `${counted(tally.all, "proposal")}${states.length === 0 ? "" : `: ${states.join(", ")}`}. ${counted(sentences.read, "sentence")} of ${sentences.all} read${language === null ? "" : `, language ${language}`}.`,
  );
  for (const note of notes) terminal.line(note);
}

function rowOf(
  { reading: { claims, events, positions }, origins }: ProposalsView,
  { id, speakers }: Standing,
): readonly string[] {
  const origin = origins.find((one) => one.id === id);
  if (origin !== undefined) {
    const { rule, title, directed, said } = origin;
    return [
      id,
      short(title),
      directed ? "is its origin" : "or this",
      "",
      short(said.text),
      short([rule, ...origin.doubts].join("; ")),
    ];
  }
  const who = speakers.length === 0 ? "open" : listed(speakers.map(({ name }) => name ?? "open"));
  const claim = claims.find((one) => one.id === id);
  if (claim !== undefined) {
    const said = propositionOf(claim);
    const aimed = claim.target === null ? "" : ` ${claim.target.name ?? claim.target.mention.text}`;
    return [id, who, `${claim.act}${aimed}`, claim.date?.date ?? "", short(said), doubts(claim)];
  }
  const event = events.find((one) => one.id === id);
  if (event !== undefined)
    return [id, who === "open" ? "" : who, "event", event.date.date, short(event.said.text), doubts(event)];
  const position = positions.find((one) => one.id === id)!;
  const of = position.of === null ? "" : ` on ${position.of}`;
  return [id, who, `holds${of}`, "", short(position.estimate.said.text), doubts(position)];
}

const doubts = ({ doubts: all }: { readonly doubts: readonly string[] }): string => short(all.join("; "));
const short = (text: string): string => (text.length > MAX_WORDS ? `${text.slice(0, MAX_WORDS - 1)}…` : text);
