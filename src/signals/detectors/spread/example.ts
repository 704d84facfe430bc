import { Random } from "../../../kernel/index.ts";
import type { Example, ExamplePost } from "../../detector.ts";

const START = Date.UTC(2034, 3, 1);
const HOUR = 3_600_000;
const PLACES = [
  ["first", "harbour"],
  ["first", "market"],
  ["second", "harbour"],
  ["second", "school"],
] as const;

/** A team of six writes; forty others write, too, and reshare some of what the team and each other wrote, on two platforms. */
function posts(): ExamplePost[] {
  const random = new Random(11);
  const rows: ExamplePost[] = [];
  const written: { readonly id: string; readonly team: boolean }[] = [];
  for (let n = 1; n <= 400; n++) {
    const account = 1 + random.below(46);
    const team = account <= 6;
    const [platform, community] = PLACES[account % PLACES.length]!;
    const earlier = written[random.below(Math.max(1, written.length))];
    const reshared = !team && earlier !== undefined && random.uniform() < 0.5 ? earlier.id : "";
    const id = `70000000000000000${String(n).padStart(3, "0")}`;
    if (reshared === "") written.push({ id, team });
    rows.push({
      account: `writer-${String(account).padStart(2, "0")}`,
      time: new Date(START + n * HOUR).toISOString(),
      post: id,
      reshare: reshared,
      text: `entry ${n} of writer-${account}`,
      platform,
      community,
      side: team ? "team" : "others",
    });
  }
  return rows;
}

/** What a team wrote, and who passed it on. */
export const example: Example = Object.freeze({
  posts,
  parameters: { groups: "column:side=team" },
} as const);
