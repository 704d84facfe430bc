/** Pictures beside posts: looked at when they come in, not kept, and compared by co-share. */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Pixels } from "../src/kernel/index.ts";
import { Random } from "../src/kernel/random.ts";
import { readableImports } from "../src/workbench/case.ts";
import { bringIn } from "../src/workbench/import-bundle.ts";
import { detect, findActor, purge, withCase } from "../src/workbench/index.ts";
import { zipOf } from "./support/archives.ts";
import { asGif, asJpeg, asPng, asWebp, cropped, resized } from "./support/encoded-pictures.ts";
import { picture } from "./support/pictures.ts";
import { tempFolder } from "./support/temp.ts";

const create = { by: "tester", organisation: "Desk" };

/** Every byte that a case holds, as one. */
function bytesBelow(folder: string): Buffer {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
  return Buffer.concat(names.filter((name) => statSync(name).isFile()).map((name) => readFileSync(name)));
}

it("of a Telegram export are read from its folder, each fault costs one, and none is kept", async () => {
  const root = tempFolder();
  const folder = join(root, "ChatExport");
  mkdirSync(join(folder, "photos"), { recursive: true });
  const shown = picture(6, 300, 200);
  const jpeg = await asJpeg(shown);
  const files: Record<string, Buffer> = {
    "whole.jpg": jpeg,
    "small.webp": await asWebp(resized(shown, 150, 100), 60),
    "drawn.png": await asPng(shown),
    "moving.gif": asGif(shown),
    // The name says one thing and the bytes another.
    "wrong.png": jpeg,
    "cut.jpg": jpeg.subarray(0, jpeg.length / 2),
    "cut.png": (await asPng(shown)).subarray(0, 2000),
    "text.jpg": Buffer.from("no picture"),
    "empty.jpg": Buffer.alloc(0),
  };
  // A bomb: 60,000 x 60,000 pixels in a few bytes.
  files["bomb.png"] = Buffer.from(files["drawn.png"]!);
  files["bomb.png"].writeUInt32BE(60_000, 16);
  files["bomb.png"].writeUInt32BE(60_000, 20);
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, "photos", name), bytes);
  writeFileSync(join(root, "outside.jpg"), jpeg);
  symlinkSync(join(root, "outside.jpg"), join(folder, "photos", "link.jpg"));
  const names = [...Object.keys(files), "link.jpg", "gone.jpg", "../../outside.jpg"];
  const messages = names.map((name, i) => ({
    id: i + 1,
    type: "message",
    date: `2031-03-01T10:00:${String(i).padStart(2, "0")}`,
    date_unixtime: String(1_930_125_600 + i),
    from: "Ann",
    from_id: `user${i}`,
    text: "see",
    photo: name.startsWith("..") ? name : `photos/${name}`,
  }));
  writeFileSync(
    join(folder, "result.json"),
    JSON.stringify({ name: "Chat", type: "public_channel", id: 7, messages }),
  );
  const place = join(root, "case");
  await withCase(place, { create }, async (opened) => {
    const done = await bringIn(opened, folder, { actor: await findActor(opened, {}) });
    expect(done.lines.join("\n")).toContain("5 pictures were looked at and not kept");
    const run = (await opened.fullFold()).find("Run", done.run)!;
    expect(run.body.counts).toMatchObject({
      picturesRead: 5,
      picturesMissing: 3,
      "pictures FILE_MALFORMED": 2,
      "pictures FILE_BINARY": 1,
      "pictures FILE_EMPTY": 1,
      "pictures IMPORT_LIMIT": 1,
    });
    const corpus = await opened.corpus();
    const { posts } = await corpus.posts.list([done.run], { words: [] }, { limit: 50 });
    const hashOf = new Map(posts.map(({ extra }) => [String(extra["media"]), extra["picture_pdq"]]));
    const [first] = JSON.parse(hashOf.get('["photos/whole.jpg"]')!) as string[];
    expect(first).toMatch(/^[0-9a-f]{64},\d+$/);
    expect(hashOf.get('["photos/wrong.png"]')).toBe(JSON.stringify([first]));
    expect(hashOf.get('["photos/link.jpg"]')).toBeNull();
    expect(hashOf.get('["../../outside.jpg"]')).toBeNull();
  });
  const held = bytesBelow(place);
  expect(held.includes(jpeg.subarray(100, 200))).toBe(false);
});

/** A case with posts that show pictures by the names of their files. */
async function pictureCase(
  posts: readonly { readonly account: string; readonly time: number; readonly picture: string }[],
  files: ReadonlyMap<string, Buffer>,
) {
  const root = tempFolder();
  const pictures = join(root, "pictures");
  mkdirSync(pictures);
  for (const [name, bytes] of files) writeFileSync(join(pictures, name), bytes);
  const table = join(root, "posts.csv");
  const rows = posts.map((one) => `${one.account},${new Date(one.time).toISOString()},${one.picture}`);
  writeFileSync(table, ["account,time,image", ...rows].join("\n"));
  return { place: join(root, "case"), table, given: { pictures, pictureColumn: "image" } };
}

const START = Date.UTC(2031, 2, 1);
const DAY = 86_400_000;

it("that a team posts encoded anew and made small are found; a meme that many repost is not", async () => {
  const random = new Random(7);
  const files = new Map<string, Buffer>();
  const posts: { account: string; time: number; picture: string }[] = [];
  const post = (account: string, time: number, name: string) => posts.push({ account, time, picture: name });
  // What a picture becomes on its way: another format, quality, size, a narrow edge cut off.
  const ways = [
    (p: Pixels) => asJpeg(p, 75),
    (p: Pixels) => asJpeg(resized(p, 120, 90), 50),
    (p: Pixels) => asWebp(p, 60),
    (p: Pixels) => asPng(resized(p, 100, 75)),
    (p: Pixels) => asJpeg(cropped(p, 0.01), 80),
  ];
  const shown = (number: number) => picture(12 * number, 160, 120);
  for (let day = 0; day < 8; day++) {
    const moment = START + day * DAY + random.below(DAY / 2);
    for (const [i, way] of ways.entries()) {
      files.set(`team-${day}-${i}`, await way(shown(day)));
      post(`team${i}`, moment + random.below(50_000), `team-${day}-${i}`);
    }
    // Others pass it on when they see it.
    for (let other = 0; other < 15; other++)
      post(`person${random.below(40)}`, START + random.below(8 * DAY), `team-${day}-${random.below(5)}`);
  }
  // Six memes that forty people post when they see them, as they have them; and what each has alone.
  for (let meme = 0; meme < 6; meme++)
    for (const [i, way] of ways.entries()) files.set(`meme-${meme}-${i}`, await way(shown(100 + meme)));
  for (let person = 0; person < 40; person++) {
    for (let meme = 0; meme < 6; meme++)
      post(`person${person}`, START + random.below(8 * DAY), `meme-${meme}-${random.below(5)}`);
    files.set(`own-${person}`, await asJpeg(shown(200 + person)));
    post(`person${person}`, START + random.below(8 * DAY), `own-${person}`);
  }
  const { place, table, given } = await pictureCase(posts, files);
  await withCase(place, { create }, async (opened) => {
    const actor = await findActor(opened, {});
    const done = await bringIn(opened, table, { actor, ...given });
    const look = (parameters: Record<string, string | number>) =>
      detect(opened, { detector: "co-share", parameters: { object: "picture", ...parameters }, actor });
    const run = await look({});
    expect(run.body.counts).toMatchObject({
      pictureHashes: 110,
      pictureHashesFlat: 0,
      findingGroups: 1,
      pictureValuesUnread: 0,
    });
    // Fourteen pictures on five ways each, and forty of which there is one: at most two ways in a hundred lead too far.
    expect(run.body.counts["objects"]).toBeGreaterThanOrEqual(54);
    expect(run.body.counts["objects"]).toBeLessThanOrEqual(56);
    const finding = run.body.findings.find(({ status }) => status === "finding")!;
    expect(finding.title).toContain("picture");
    expect(finding.statistics.find(({ name }) => name === "accounts")?.value).toBe(5);
    // By equal hashes alone hardly anything is one picture, and by dHash the same team is found.
    expect((await look({ "picture-distance": 0 })).body.counts["findingGroups"]).toBe(0);
    expect((await look({ "picture-hash": "dhash" })).body.counts["findingGroups"]).toBe(1);
    await expect(look({ object: "text", "picture-distance": 3 })).rejects.toMatchObject({
      code: "PARAMETER",
    });

    // The table of hashes is marked as the posts are, and goes with them.
    const fold = await opened.fullFold();
    const imported = fold.find("Run", done.run)!;
    const held = fold
      .all("Artifact")
      .find(({ body }) => body.sha256 === imported.body.parameters["pictures"])!;
    expect(fold.marking(held.id)).toEqual(fold.marking(done.artifact));
  });
  // Made again from the table, without the pictures, the rows are those that the log binds.
  rmSync(join(place, "corpus.duckdb"));
  const notes: string[] = [];
  await withCase(place, { say: (note) => notes.push(note) }, async (opened) => {
    const { length } = await (await opened.corpus()).shares("list:picture_pdq");
    expect(length).toBe(posts.length);
    expect(notes.filter((note) => note.includes("not hold"))).toEqual([]);
    const actor = await findActor(opened, {});
    const [run] = await readableImports(opened, await opened.owner());
    const { artifacts } = await purge(opened, run!.body.inputs[0]!.artifact, "Not ours to keep.", actor);
    expect(artifacts).toContain(run!.body.parameters["pictures"]);
  });
});

it("of an archive of X and of 4CAT are found by address and by its list", async () => {
  const root = tempFolder();
  const [one, two] = [await asJpeg(picture(4, 80, 60)), await asPng(picture(5, 80, 60))];
  const list = {
    "https://cdn.example/x/one.jpg?token=1": { filename: "a1.jpg", success: true, post_ids: ["1"] },
    "chat-index-2": { filename: "b2.png", success: true, post_ids: ["2"] },
    "https://cdn.example/gone.jpg": { filename: null, success: false, post_ids: ["3"] },
  };
  const zip = join(root, "images.zip");
  writeFileSync(
    zip,
    zipOf([
      { name: "a1.jpg", content: one },
      { name: "b2.png", content: two },
      { name: ".metadata.json", content: JSON.stringify(list) },
    ]),
  );
  const table = join(root, "posts.csv");
  const rows = [
    "1,ann,https://cdn.example/x/one.jpg?token=1",
    "2,ben,https://t.me/chat/2",
    "3,carl,https://cdn.example/gone.jpg",
  ].map((row, i) => row.replace(",", `,2031-03-01T10:00:0${i}Z,`));
  writeFileSync(table, ["post,time,account,media", ...rows].join("\n"));
  const archive = join(root, "archive", "data");
  mkdirSync(join(archive, "tweets_media"), { recursive: true });
  writeFileSync(join(archive, "tweets_media", "1234567890-AbC.jpg"), one);
  writeFileSync(
    join(archive, "posts.csv"),
    "account,time,media\nann,2031-03-01T10:00:00Z,https://pbs.twimg.com/media/AbC.jpg\nben,2031-03-01T10:00:01Z,https://pbs.twimg.com/media/XyZ.jpg\n",
  );
  const packed = join(root, "export.zip");
  writeFileSync(
    packed,
    zipOf([
      { name: "posts.csv", content: "account,time,media\nann,2031-03-01T10:00:00Z,img/one.jpg\n" },
      { name: "img/one.jpg", content: one },
    ]),
  );
  await withCase(join(root, "case"), { create }, async (opened) => {
    const actor = await findActor(opened, {});
    const shown = async (given: string, more = {}) => {
      const done = await bringIn(opened, given, { actor, ...more });
      const { posts } = await (await opened.corpus()).posts.list([done.run], { words: [] }, { limit: 9 });
      return {
        lines: done.lines.join("\n"),
        hashed: posts.map(({ extra }) => extra["picture_pdq"] !== null),
      };
    };
    expect(await shown(table, { pictures: zip })).toMatchObject({ hashed: [true, true, false] });
    expect(await shown(join(root, "archive"))).toMatchObject({ hashed: [true, false] });
    const inside = await shown(packed);
    expect(inside.hashed).toEqual([true]);
    expect(inside.lines).not.toContain("Not imported");
    await expect(shown(table, { replace: true, pictures: zip, pictureColumn: "none" })).rejects.toMatchObject(
      {
        code: "MAPPING_WRONG",
      },
    );
    await expect(shown(table, { replace: true, pictures: join(root, "no") })).rejects.toMatchObject({
      code: "FILE_MISSING",
    });
  });
});
