import { Random } from "../../../kernel/index.ts";
import type { Example, ExamplePost } from "../../detector.ts";
import { DAY, isoDay } from "../../shared/dates.ts";

const START = Date.UTC(2034, 3, 1);
const DAYS = 56;
/** Day on which a group turns to another theme. */
const TURN = 34;

/** A group of six turns to the loan on one day; twelve others go on as before. */
function posts(): ExamplePost[] {
  const random = new Random(11);
  const rows: { time: number; post: ExamplePost }[] = [];
  for (let day = 0; day < DAYS; day++)
    for (let account = 1; account <= 18; account++) {
      const team = account <= 6;
      for (let n = 1 + random.below(team ? 3 : 2); n > 0; n--) {
        const turned = team && day >= TURN;
        const topic =
          random.uniform() < (turned ? 0.7 : 0.1) ? "loan" : random.uniform() < 0.5 ? "roads" : "schools";
        const time = START + day * DAY + 1000 * random.below(86_400);
        const name = `writer-${String(account).padStart(2, "0")}`;
        const post = {
          account: name,
          time: new Date(time).toISOString(),
          text: `item ${rows.length + 1} by ${name}`,
          topic,
          side: team ? "first" : "second",
        };
        rows.push({ time, post });
      }
    }
  return rows.sort((a, b) => a.time - b.time).map(({ post }) => post);
}

const EVENTS = `start,end,title,kind
2034-04-12,,First debate,debate
2034-05-04,,A contract is in the press,press
2034-05-05,,A court rules,ruling
2034-05-20,2034-05-21,Meeting of the parties,meeting
`;

/** A lead that rises by a tenth of a point a day through nought. */
function polls(): string {
  const random = new Random(12);
  const rows = Array.from({ length: DAYS }, (_, day) => {
    const date = isoDay(START + day * DAY);
    return `${date},${(-2.6 + 0.1 * day + 0.5 * random.normal()).toFixed(2)}`;
  });
  return `date,lead\n${rows.join("\n")}\n`;
}

export const example: Example = Object.freeze({
  posts,
  tables: [
    { key: "events", as: "events", csv: EVENTS },
    { key: "polls", as: "series", csv: polls(), parameters: { date: "date", value: "lead" } },
  ],
  parameters: {
    group: "column:side=first",
    column: "topic",
    value: "loan",
    events: "all",
    series: "polls",
  },
} as const);
