import { Random } from "../../../kernel/index.ts";
import type { Example, ExamplePost } from "../../detector.ts";
import { DAY } from "../../shared/dates.ts";

const HOUR = DAY / 24;
const START = Date.UTC(2031, 7, 4);
const DAYS = 112;
/** Central Europe is an hour less ahead of UTC from this day on. */
const BACK = Date.UTC(2031, 9, 26);

/** A team of seven that works from 9 to 18 h by the clocks of Central Europe, and readers at any hour. */
function posts(): ExamplePost[] {
  const random = new Random(11);
  const list: ExamplePost[] = [];
  for (let d = 0; d < DAYS; d++) {
    const day = START + d * DAY;
    const ahead = day < BACK ? 2 : 1;
    const weekend = new Date(day).getUTCDay() % 6 === 0;
    for (let a = 0; a < 7; a++)
      for (let n = 0; n < (weekend ? 1 : 4); n++) {
        if (weekend && random.uniform() < 0.6) continue;
        const at = day + (9 + 9 * random.uniform() - ahead) * HOUR;
        list.push({
          account: `desk-${a + 1}`,
          team: "desk",
          time: second(at),
          text: `Notice ${list.length}`,
        });
      }
    const at = day + 24 * random.uniform() * HOUR;
    list.push({ account: `reader-${(d % 9) + 1}`, team: "", time: second(at), text: `Reply ${list.length}` });
  }
  return list;
}

const second = (time: number): string => new Date(Math.floor(time / 1000) * 1000).toISOString();

export const example: Example = Object.freeze({
  posts,
  parameters: { group: "column:team=desk", zones: "Europe/Berlin" },
});
