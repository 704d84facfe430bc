import type { Example } from "../../detector.ts";
import { DAY, isoDay } from "../../shared/dates.ts";

const HOUSES = ["Aster", "Birch", "Cedar", "Dogwood", "Elm", "Fir"] as const;
const FIRST = Date.UTC(2031, 4, 5);

const day = (at: number): string => isoDay(FIRST + at * DAY);

/** Invented polls of an invented town: a house leads with 3 to 6 points, the last one is level, and one list is ahead on the whole. */
function csv(): string {
  const rows = Array.from({ length: 48 }, (_, i) => {
    const house = i % HOUSES.length;
    const end = Math.floor(i / 2) * 3 + 2;
    const a = 44 + (house === 5 ? 0 : 4) + ((i * 7) % 5) - 2;
    const b = 44 - ((i * 5) % 3) + (house === 5 ? 2 : 0);
    const population = i % 3 === 0 ? "likely voters" : "adults";
    return [day(end - 2), day(end), HOUSES[house]!, population, a, b].join(",");
  });
  return `startdate,enddate,pollster,population,list_a,list_b\n${rows.join("\n")}\n`;
}

/** "List A led in most polls". */
export const example: Example = Object.freeze({
  posts: () => [],
  tables: [
    {
      key: "polls",
      as: "series",
      csv: csv(),
      parameters: { date: "enddate", value: "list_a - list_b", title: "Lead of list A", unit: "points" },
    },
  ],
  parameters: {
    series: "polls",
    "value-is": "poll",
    readings:
      "likely voters: population=likely voters\nfrom 1 June: date>=2031-06-01\nadults: population=adults",
  },
} satisfies Example);
