/** What a PDF holds, as a test can search it: ISO 32000-1, 7.5.7. */
import { inflateSync } from "node:zlib";

/** The file as Latin-1 with every stream of objects unpacked behind it, each object with its number before it. */
export function unpacked(pdf: Uint8Array): string {
  const bytes = Buffer.from(pdf);
  const text = bytes.toString("latin1");
  const streams = /\/Type \/ObjStm\s+\/N (\d+)\s+\/First (\d+)\s[^]*?\/Length (\d+)\s*>>\nstream\n/g;
  const out = [text];
  for (const found of text.matchAll(streams)) {
    const [count, first, length] = found.slice(1).map(Number) as [number, number, number];
    const start = found.index + found[0].length;
    const inside = inflateSync(bytes.subarray(start, start + length)).toString("latin1");
    const index = inside.slice(0, first).trim().split(/\s+/).map(Number);
    for (let i = 0; i < count; i++)
      out.push(
        `${index[2 * i]!} 0 obj\n${inside.slice(first + index[2 * i + 1]!, i + 1 < count ? first + index[2 * i + 3]! : undefined)}endobj\n`,
      );
  }
  return out.join("\n");
}
