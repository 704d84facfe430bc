import { Random } from "../../../kernel/index.ts";
import type { Example, ExamplePost, ExampleTable } from "../../detector.ts";

const START = Date.UTC(2031, 8, 1);
const HOUR = 3_600_000;

const tables: readonly ExampleTable[] = [
  { key: "lists", as: "subjects", csv: "key,name,aliases\nlist-a,List A,Alder\nlist-b,List B,Birch\n" },
];

/** Twelve accounts that name one list more often than the other, and twenty that name both alike. */
function posts(): ExamplePost[] {
  const random = new Random(5);
  return Array.from({ length: 900 }, (_, i) => {
    const desk = random.uniform() < 0.4;
    const account = desk ? `desk-${random.below(12) + 1}` : `reader-${random.below(20) + 1}`;
    const first = random.uniform() < (desk ? 0.75 : 0.5);
    const name = first ? (i % 2 === 0 ? "list a" : "Alder") : i % 2 === 0 ? "List B" : "#birch";
    return {
      account,
      team: desk ? "desk" : "readers",
      time: new Date(START + i * HOUR).toISOString(),
      text: `Placeholder ${i}: ${name} at the ${desk ? "harbour" : "market"}, ${i % 7} times`,
    };
  });
}

export const example: Example = Object.freeze({
  posts,
  tables,
  parameters: { group: "column:team=desk", comparison: "column:team=readers", subjects: "list-a, list-b" },
});
