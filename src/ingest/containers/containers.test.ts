/** What comes out of containers, and what hostile ones get. Uses the compiled program. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paxName, tarOf, zipOf, zstdOf, zstdRepeats } from "../../../test/support/archives.ts";
import { carFile } from "../../../test/support/car-file.ts";
import { tempFolder } from "../../../test/support/temp.ts";
import { PlumblineError } from "../../errors.ts";
import { containerOf } from "./kinds.ts";
import { containerAt, openContainer } from "./open.ts";
import { windowOf } from "./zstd.ts";

const GOOD = "account,time,text\na,2031-10-05T20:19:24Z,one\nb,2031-10-05T20:19:25Z,two\n";
const OTHER = '{"account":"c","time":"2031-10-05T20:19:26Z"}\n';

/** What is in a container, by name: the bytes, or the code for which they are none. */
async function inside(bytes: Buffer, more: { readonly only?: string } = {}): Promise<Record<string, string>> {
  const folder = tempFolder();
  const path = join(folder, "given");
  writeFileSync(path, bytes);
  try {
    const found = await openContainer({ path, name: "given", tempDir: folder, ...more });
    const out: Record<string, string> = {};
    for (const { name, path: file, sha256, bytes: size } of found.members) {
      const content = readFileSync(file);
      expect(createHash("sha256").update(content).digest("hex")).toBe(sha256);
      expect(content.length).toBe(size);
      out[name] = content.toString();
    }
    for (const { name, code } of found.left) out[name] = code;
    await found.dispose();
    return out;
  } catch (error) {
    if (!(error instanceof PlumblineError)) throw error;
    return { refused: `${error.code} ${error.message}` };
  } finally {
    // Nothing is left behind, whatever came of it.
    expect(readdirSync(folder)).toEqual(["given"]);
  }
}

describe("a container", () => {
  it("is known by its bytes", () => {
    expect(containerOf(gzipSync("x"))).toBe("gzip");
    expect(containerOf(zipOf([]))).toBe("zip");
    expect(containerOf(zstdOf("x"))).toBe("zstd");
    expect(containerOf(tarOf([{ name: "a" }]))).toBe("tar");
    expect(containerOf(Buffer.from(`\uFEFF${GOOD}`, "utf16le"))).toBe("utf-16le");
    expect(containerOf(Buffer.from(GOOD, "utf16le").swap16())).toBe("utf-16be");
    expect(containerOf(Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]))).toBeUndefined();
    expect(
      containerOf(Buffer.from(Int16Array.from({ length: 200 }, (_, i) => i + 300).buffer)),
    ).toBeUndefined();
    expect(containerOf(Buffer.from(GOOD.repeat(20)))).toBeUndefined();
    expect(containerOf(Buffer.alloc(1024))).toBeUndefined();
    expect(containerOf(Buffer.alloc(0))).toBeUndefined();
  });

  it("gives files that are binary and of a platform", async () => {
    const repository = carFile("did:plc:one", {});
    const found = await inside(zipOf([{ name: "repo.car", content: repository }]));
    expect(found).toEqual({ "repo.car": repository.toString() });
  });

  it("is none where there is no file", async () => {
    expect(await containerAt(join(tempFolder(), "none"))).toBeUndefined();
    expect(await containerAt(tempFolder())).toBeUndefined();
  });

  it("of UTF-16 gives the same text in UTF-8, with half a character left as it is", async () => {
    const text = `${GOOD}c,2031-10-05T20:19:26Z,${"\u{1F334}é中".repeat(200_000)}\n`;
    const little = Buffer.from(`\uFEFF${text}`, "utf16le");
    const big = Buffer.from(`\uFEFF${text}`, "utf16le").swap16();
    for (const bytes of [little, big, gzipSync(big), Buffer.from(text, "utf16le")])
      expect(Object.values(await inside(bytes)).map((found) => found === text)).toEqual([true]);
    const odd = Buffer.from("\uFEFFaccount,text\na,x\ud83c\n", "utf16le");
    const [found = ""] = Object.values(await inside(odd));
    expect(found).toBe("account,text\na,x\uFFFD\uFFFD\uFFFD\n");
    expect((await inside(odd.subarray(0, odd.length - 1)))["refused"]).toMatch(/^FILE_TRUNCATED/);
  });

  it("gives the bytes that went in, in any packing and order of packings", async () => {
    const packings = {
      gzip: (bytes: Buffer) => gzipSync(bytes),
      zip: (bytes: Buffer) => zipOf([{ name: "data/a b.csv", content: bytes }]),
      stored: (bytes: Buffer) => zipOf([{ name: "data/a b.csv", content: bytes, stored: true }]),
      zstd: (bytes: Buffer) => zstdOf(bytes),
      tar: (bytes: Buffer) => tarOf([{ name: "data/a.csv", content: bytes }]),
    };
    const names = fc.constantFrom(...(Object.keys(packings) as (keyof typeof packings)[]));
    const table = fc
      .array(fc.tuple(fc.stringMatching(/^[a-z]{1,9}$/), fc.stringMatching(/^[a-z ]{0,300}$/)), {
        minLength: 1,
        maxLength: 400,
      })
      .map((rows) => `account,text\n${rows.map((row) => row.join(",")).join("\n")}\n`);
    await fc.assert(
      fc.asyncProperty(table, fc.array(names, { minLength: 1, maxLength: 4 }), async (text, packed) => {
        const bytes = packed.reduce<Buffer>((inner, name) => packings[name](inner), Buffer.from(text));
        expect(Object.values(await inside(bytes))).toEqual([text]);
      }),
      { numRuns: 12 },
    );
  });

  it("holds several files, of which those that are no tables are told and those that are broken cost no other", async () => {
    const parts = [
      { name: "a.csv", content: GOOD },
      { name: "photo.jpg", content: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 1, 2]) },
      { name: "empty.csv", content: "" },
      { name: "b.csv.gz", content: gzipSync(OTHER) },
      { name: "broken.csv.gz", content: gzipSync(GOOD).subarray(0, 40) },
      { name: "same.csv", content: OTHER },
    ];
    const told = {
      "a.csv": GOOD,
      "b.csv.gz": OTHER,
      "broken.csv.gz": "FILE_TRUNCATED",
      "empty.csv": "FILE_EMPTY",
      "photo.jpg": "FILE_BINARY",
      "same.csv": OTHER,
    };
    expect(await inside(zipOf([...parts, { name: "folder/", content: "" }]))).toEqual(told);
    expect(await inside(tarOf([...parts, { name: "folder", type: "5" }]))).toEqual(told);
    expect(await inside(gzipSync(tarOf(parts)), { only: "same.csv" })).toMatchObject({ "same.csv": OTHER });
  });

  it("of gzip may have several members", async () => {
    const members = Buffer.concat([gzipSync(GOOD), gzipSync("c,2031-10-05T20:19:26Z,three\n")]);
    expect(await inside(members)).toEqual({ "": `${GOOD}c,2031-10-05T20:19:26Z,three\n` });
  });

  it("of zstd may have several frames, and such without data", async () => {
    const skipped = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
    expect(await inside(Buffer.concat([skipped, zstdOf("account,time\n"), zstdOf("a,b\n")]))).toEqual({
      "": "account,time\na,b\n",
    });
  });

  it("of tar may have long names", async () => {
    const name = `${"folder/".repeat(20)}posts.csv`;
    expect(await inside(tarOf([paxName(name), { name: "cut", content: GOOD }]))).toEqual({ [name]: GOOD });
    const gnu = { name: "././@LongLink", type: "L", content: `${name}\0` };
    expect(await inside(tarOf([gnu, { name: "cut", content: GOOD }]))).toEqual({ [name]: GOOD });
  });
});

describe("a hostile container", () => {
  it("writes nowhere, whatever it calls its files", async () => {
    const names = ["../../x.csv", "/etc/x.csv", "a\u202Ecsv", "C:/x.csv"];
    const told = Object.fromEntries(names.map((name) => [name.replace("\u202E", "[U+202E]"), GOOD]));
    const parts = names.map((name) => ({ name, content: GOOD }));
    expect(await inside(tarOf(parts))).toEqual(told);
    expect(await inside(zipOf(parts))).toEqual(told);
    // Programs for Windows write it so.
    expect(await inside(zipOf([{ name: "..\\x.csv", content: GOOD }]))).toEqual({ "../x.csv": GOOD });
  });

  it("holds no links, devices or pipes", async () => {
    const types = ["1", "2", "3", "4", "6"];
    const parts = [
      ...types.map((type) => ({ name: `kind ${type}`, type })),
      { name: "a.csv", content: GOOD },
    ];
    expect(await inside(tarOf(parts))).toEqual({
      "a.csv": GOOD,
      ...Object.fromEntries(types.map((type) => [`kind ${type}`, "FILE_BINARY"])),
    });
    const link = { name: "link.csv", content: "/etc/passwd", mode: 0o120777 };
    expect(await inside(zipOf([link, { name: "a.csv", content: GOOD }]))).toEqual({
      "a.csv": GOOD,
      "link.csv": "FILE_BINARY",
    });
  });

  it("that is a bomb is stopped", async () => {
    const zeros = Buffer.alloc(80 * 1_048_576, "a");
    const bomb = /^ARCHIVE_LIMIT .*200 times its size/;
    expect((await inside(gzipSync(zeros)))["refused"]).toMatch(bomb);
    expect((await inside(zipOf([{ name: "a.csv", content: zeros }])))["refused"]).toMatch(bomb);
    expect((await inside(zstdRepeats(1000)))["refused"]).toMatch(bomb);
    expect((await inside(gzipSync(gzipSync(zeros))))["refused"]).toMatch(bomb);
    // Many entries that are each within bounds.
    const part = zeros.subarray(0, 10 * 1_048_576);
    const parts = Array.from({ length: 8 }, (_, i) => ({ name: `${i}.csv`, content: part }));
    expect((await inside(zipOf(parts)))["refused"]).toMatch(bomb);
  });

  it("of too many entries, or of containers in each other, is refused", async () => {
    const parts = Array.from({ length: 10_001 }, (_, i) => ({ name: `${i}`, content: "x" }));
    const many = /^ARCHIVE_LIMIT .*10,000 entries/;
    expect((await inside(zipOf(parts)))["refused"]).toMatch(many);
    expect((await inside(gzipSync(tarOf(parts))))["refused"]).toMatch(many);
    let zip: Buffer = Buffer.from(GOOD);
    for (let depth = 0; depth < 5; depth++) zip = zipOf([{ name: "inner", content: zip }]);
    expect((await inside(zip))["refused"]).toMatch(/^ARCHIVE_LIMIT .*More than 4 containers/);
  });

  it("that is locked, or lies about itself, gives nothing", async () => {
    const one = { name: "a.csv", content: GOOD };
    expect(await inside(zipOf([{ ...one, flags: 1 }]))).toEqual({ "a.csv": "ARCHIVE_LOCKED" });
    expect(await inside(zipOf([{ ...one, crc: 1 }]))).toEqual({ "a.csv": "FILE_MALFORMED" });
    for (const size of [GOOD.length - 1, GOOD.length + 1])
      expect(await inside(zipOf([{ ...one, size }]))).toEqual({ "a.csv": "FILE_MALFORMED" });
  });

  it("that is cut short or damaged is refused wherever it is cut", async () => {
    const packed = {
      gzip: gzipSync(GOOD),
      tar: gzipSync(tarOf([{ name: "a.csv", content: GOOD }])),
      plain: tarOf([{ name: "a.csv", content: GOOD }]).subarray(0, 1024),
      zip: zipOf([{ name: "a.csv", content: GOOD }]),
      zstd: zstdOf(GOOD),
    };
    for (const [name, bytes] of Object.entries(packed))
      for (const part of [0.4, 0.7, 0.9]) {
        const cut = bytes.subarray(0, Math.floor(bytes.length * part));
        if (containerOf(cut) === undefined) continue;
        const { refused } = await inside(cut);
        expect(refused, `${name} ${part}`).toMatch(/^FILE_(TRUNCATED|MALFORMED) /);
      }
    const flipped = Buffer.from(packed.gzip);
    flipped[flipped.length - 6]! ^= 1;
    expect((await inside(flipped))["refused"]).toMatch(/^FILE_MALFORMED /);
    const header = tarOf([
      { name: "a.csv", content: GOOD },
      { name: "b.csv", content: GOOD },
    ]);
    header[1024]! ^= 1;
    expect((await inside(header))["refused"]).toMatch(/^FILE_MALFORMED .*header/);
  });

  it("of zstd cannot ask for more memory than is given", async () => {
    expect(windowOf(zstdOf("x", 31))).toBe(2 ** 31);
    expect((await inside(zstdOf(GOOD, 31)))["refused"]).toMatch(/^ARCHIVE_LIMIT .*2048 MiB/);
    // Behind the first frame, where nobody looks ahead.
    const late = Buffer.concat([zstdOf(GOOD), zstdOf(GOOD, 31)]);
    expect((await inside(late))["refused"]).toMatch(/^FILE_MALFORMED /);
  });

  it("that is an office document is named as what it is", async () => {
    const office = zipOf([
      { name: "[Content_Types].xml", content: "<Types/>" },
      { name: "word/document.xml", content: "<w/>" },
    ]);
    expect((await inside(office))["refused"]).toMatch(/^FILE_BINARY .*office/);
  });
});

describe("unpacking", () => {
  it("says how far it is in what was handed over, and stops when it is told to", async () => {
    const folder = tempFolder();
    const path = join(folder, "given");
    const rows = Array.from({ length: 300_000 }, (_, i) => `account${i},${(i * 2654435761) % 4294967291}\n`);
    const bytes = gzipSync(`account,time\n${rows.join("")}`);
    writeFileSync(path, bytes);
    const seen: number[] = [];
    const stop = new AbortController();
    const found = await openContainer({
      path,
      name: "given",
      tempDir: folder,
      onProgress: ({ done, total, unit }) => {
        expect([total, unit]).toEqual([bytes.length, "bytes"]);
        seen.push(done);
      },
    });
    await found.dispose();
    expect(seen.at(-1)).toBe(bytes.length);
    expect([...seen].sort((a, b) => a - b)).toEqual(seen);
    const stopped = openContainer({
      path,
      name: "given",
      tempDir: folder,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await expect(stopped).rejects.toMatchObject({ code: "STOPPED" });
    expect(readdirSync(folder)).toEqual(["given"]);
  });
});
