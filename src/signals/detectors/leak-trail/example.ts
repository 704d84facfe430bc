import { Random } from "../../../kernel/index.ts";
import type { Example, ExamplePost } from "../../detector.ts";
import { DAY } from "../../shared/dates.ts";

const START = Date.UTC(2034, 3, 1);
const DAYS = 40;
/** Day on which an invented site shows the copied minutes of a harbour board. */
const RELEASE = 20;

/** Eight accounts of a team and thirty others write on two platforms; after the release the team speaks of it far more. */
function posts(): ExamplePost[] {
  const random = new Random(17);
  const rows: { time: number; post: ExamplePost }[] = [];
  for (let day = 0; day < DAYS; day++)
    for (let account = 1; account <= 38; account++) {
      const team = account <= 8;
      for (let n = 1 + random.below(2); n > 0; n--) {
        const marked = day >= RELEASE && random.uniform() < (team ? 0.5 : 0.12);
        const time = START + day * DAY + 1000 * random.below(86_400);
        const name = `writer-${String(account).padStart(2, "0")}`;
        const post = {
          account: name,
          time: new Date(time).toISOString(),
          text: `entry ${rows.length + 1} by ${name}${marked ? " on the harbour minutes" : ""}`,
          platform: account % 2 === 0 ? "first" : "second",
          side: team ? "team" : "others",
        };
        rows.push({ time, post });
      }
    }
  return rows.sort((a, b) => a.time - b.time).map(({ post }) => post);
}

const EVENTS = `start,end,title,kind
2034-03-02,2034-03-05,The files of the harbour board are copied,intrusion
2034-04-21,,A site shows the minutes of the harbour board,disclosure
`;

const MARKERS = `marker,kind,since
harbour minutes,phrase,2034-04-21
minutes.example,domain,
`;

export const example: Example = Object.freeze({
  posts,
  tables: [
    { key: "events", as: "events", csv: EVENTS },
    { key: "minutes", as: "markers", csv: MARKERS },
  ],
  parameters: { markers: "minutes", steps: "all", group: "column:side=team" },
} as const);
