/** Posts of our own, all invented: a town that shares links as towns do, and eight accounts that share each of theirs within a minute. */
const BEGIN = Date.UTC(2031, 8, 1);
const MINUTE = 60_000;
const CREW = 8;
const STORIES = 24;
const TOWN = 60;

/** As a table with accounts, times, texts and links; the same at each call. */
export function townPosts(): string {
  let state = 20_310_901;
  const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  const rows: (readonly [who: string, at: number, words: string, link: string])[] = [];
  for (let story = 0; story < STORIES; story++) {
    const at = BEGIN + (story + random()) * 20 * 60 * MINUTE;
    for (let who = 0; who < CREW; who++)
      rows.push([
        `crew${who}`,
        at + random() * 40_000,
        `Read this ${story}`,
        `https://gull.example/${story}`,
      ]);
  }
  for (let post = 0; post < 1200; post++) {
    const who = Math.floor(random() * TOWN);
    const link = Math.floor(random() ** 2 * 300);
    const at = BEGIN + random() * STORIES * 20 * 60 * MINUTE;
    rows.push([`town${who}`, at, `Seen today ${post}`, `https://town.example/${link}`]);
  }
  const lines = rows
    .sort((a, b) => a[1] - b[1])
    .map(([who, at, words, link]) => `${who},${new Date(at).toISOString()},${words},${link}`);
  return ["account,time,text,url", ...lines].join("\n");
}
