/**
 * Hashes of pictures against the packages of Python that write them elsewhere: the same pixels, bit by bit. And what becomes of them where
 * a picture is encoded again, made small or cut.
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { dHash } from "../src/kernel/pictures/dhash.ts";
import { pdq } from "../src/kernel/pictures/pdq.ts";
import { picture } from "./support/pictures.ts";
import { describeWithModules } from "./support/programs.ts";
import { tempFolder } from "./support/temp.ts";

const PICTURES = 300;

const READ = `
import json, sys
import numpy, imagehash, pdqhash
from PIL import Image
for line in open(sys.argv[1]):
    one = json.loads(line)
    pixels = numpy.fromfile(one["file"], dtype=numpy.uint8).reshape(one["height"], one["width"], 4)[:, :, :3].copy()
    bits, quality = pdqhash.compute(pixels)
    print(json.dumps({"pdq": numpy.packbits(bits).tobytes().hex(), "quality": quality,
                      "dhash": str(imagehash.dhash(Image.fromarray(pixels)))}))
`;

const bitsApart = (a: string, b: string): number =>
  BigInt.asUintN(256, BigInt(`0x${a}`) ^ BigInt(`0x${b}`))
    .toString(2)
    .replaceAll("0", "").length;

describeWithModules("pictures that others have hashed", ["numpy", "imagehash", "pdqhash"], () => {
  it("have the same hashes", () => {
    const folder = tempFolder();
    const ours = Array.from({ length: PICTURES }, (_, number) => {
      const pixels = picture(number);
      const file = join(folder, `${number}.rgba`);
      writeFileSync(file, pixels.data);
      const { hex, quality } = pdq(pixels);
      return { file, width: pixels.width, height: pixels.height, pdq: hex, quality, dhash: dHash(pixels) };
    });
    const list = join(folder, "list.ndjson");
    writeFileSync(list, ours.map((one) => JSON.stringify(one)).join("\n"));
    const said = execFileSync("python3", ["-c", READ, list], { encoding: "utf8", maxBuffer: 2 ** 26 });
    const theirs = said
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { pdq: string; quality: number; dhash: string });
    const apart = ours.map((one, i) => ({
      number: i,
      pdq: bitsApart(one.pdq, theirs[i]!.pdq),
      dhash: bitsApart(one.dhash, theirs[i]!.dhash),
      quality: Math.abs(one.quality - theirs[i]!.quality),
      seen: theirs[i]!.quality >= 50,
    }));
    expect(theirs).toHaveLength(PICTURES);
    // PDQ is the same bit by bit where there is something to see; in a flat picture the last digits of sums decide.
    expect(apart.filter(({ pdq, seen, quality }) => (seen && pdq > 0) || quality > 0)).toEqual([]);
    // dHash compares greys in whole numbers: where two points are as good as equal, a last digit decides.
    expect(apart.filter(({ dhash }) => dhash > 0).length).toBeLessThan(0.06 * PICTURES);
    expect(apart.filter(({ dhash }) => dhash > 3).length).toBeLessThan(3);
  });
});
