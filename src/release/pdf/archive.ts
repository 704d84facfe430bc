/**
 * Declares a file of the compiler as PDF/A-2a (ISO 19005-2). The compiler, as WebAssembly, writes PDF 1.7 as that
 * standard asks for it (tags, fonts embedded, colours by ICC profiles, no encryption, no script) but cannot be told to
 * say so. Added are the identification in the metadata, the output intent, and that a window bears the title; objects are
 * packed, as the compiler writes them in the open. Linear in the file.
 *
 * Format: ISO 32000-1, 7.5 (objects, object and cross-reference streams, trailer), 14.11.5 (output intents).
 */
// Not Node's: what its zlib writes may depend on the processor.
import { zlibSync } from "fflate";

/** Objects of one stream: a reader of one of them unpacks all. */
const TOGETHER = 200;

/** A line of the cross-reference table: free, at a place of the file, or in a stream of objects. */
type Line = readonly [kind: 0 | 1 | 2, where: number, more: number];

const IDENTIFICATION =
  '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">' +
  "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance></rdf:Description>";

/** Properties that the standard wants described by a schema of their own, and that nothing reads. */
const UNDESCRIBED = /<(xmpMM:InstanceID|pdf:PDFVersion)>[^<]*<\/\1>/g;

interface File {
  /** Each object in the order of the file, from `N 0 obj` to what comes before the next one. */
  readonly objects: Map<number, string>;
  readonly head: string;
  readonly trailer: string;
}

/** @throws TypeError for a file that is not laid out as the compiler's. */
export function asArchive(pdf: Uint8Array): Uint8Array {
  const { head, objects, trailer } = read(Buffer.from(pdf).toString("latin1"));
  const root = reference(trailer, "Root");
  const catalog = objectOf(objects, root);
  const metadata = reference(catalog, "Metadata");
  const intent = objects.size + 1;
  const profile = [...objects.values()].flatMap((text) => {
    const number = Number(/\[\/ICCBased (\d+) 0 R\]/.exec(text)?.[1] ?? 0);
    return /\/N 3\b/.test(dictionary(objects.get(number) ?? "")) ? [number] : [];
  })[0];
  if (profile === undefined) throw new TypeError("no profile of colours");
  objects.set(metadata, identified(objectOf(objects, metadata)));
  objects.set(
    root,
    replaced(
      replaced(catalog, "/ViewerPreferences <<", "/ViewerPreferences <<\n    /DisplayDocTitle true"),
      "/Type /Catalog",
      `/Type /Catalog\n  /OutputIntents [${intent} 0 R]`,
    ),
  );
  objects.set(
    intent,
    `${intent} 0 obj\n<<\n  /Type /OutputIntent\n  /S /GTS_PDFA1\n  /OutputConditionIdentifier (sRGB)\n` +
      `  /Info (sRGB)\n  /DestOutputProfile ${profile} 0 R\n>>\nendobj\n\n`,
  );
  return written(head, objects, trailer, root);
}

function read(text: string): File {
  const table = Number(/startxref\n(\d+)\n%%EOF\s*$/.exec(text)?.[1] ?? -1);
  const size = Number(/^xref\n0 (\d+)\n/.exec(text.slice(table, table + 24))?.[1] ?? 0);
  const first = text.indexOf("\n", table + 5) + 1;
  const places = Array.from({ length: size - 1 }, (_, i) => ({
    number: i + 1,
    at: Number(text.slice(first + 20 * (i + 1), first + 20 * (i + 1) + 10)),
  })).sort((a, b) => a.at - b.at);
  if (table < 0 || places.length === 0) throw new TypeError("no cross-reference table");
  const objects = new Map(
    places.map(({ number, at }, i) => [number, text.slice(at, places[i + 1]?.at ?? table)] as const),
  );
  for (const [number, object] of objects)
    if (!object.startsWith(`${number} 0 obj`)) throw new TypeError(`no object at the place of ${number}`);
  const end = text.indexOf("trailer", first + 20 * size);
  return {
    objects,
    head: text.slice(0, places[0]!.at),
    trailer: text.slice(end, text.indexOf("startxref", end)),
  };
}

/**
 * The file, with objects that are no streams packed into streams of objects: tags are two thirds of a report and
 * shrink to a tenth. The catalog stays in the open.
 */
function written(
  head: string,
  objects: ReadonlyMap<number, string>,
  trailer: string,
  root: number,
): Uint8Array {
  const open: (readonly [number, string])[] = [];
  const packable: (readonly [number, string])[] = [];
  // The end tells: a string may hold the word.
  for (const entry of objects)
    (entry[0] === root || /\nendstream\nendobj\s*$/.test(entry[1]) ? open : packable).push(entry);
  const lines: Line[] = [[0, 0, 65_535]];
  let next = objects.size + 1;
  for (let i = 0; i < packable.length; i += TOGETHER) {
    const group = packable.slice(i, i + TOGETHER);
    group.forEach(([number], place) => (lines[number] = [2, next, place]));
    open.push([next, packed(next, group)]);
    next += 1;
  }
  let at = head.length;
  for (const [number, text] of open) {
    lines[number] = [1, at, 0];
    at += text.length;
  }
  lines[next] = [1, at, 0];
  const body = open.map(([, text]) => text).join("");
  return Buffer.from(`${head}${body}${table(next, lines, trailer)}startxref\n${at}\n%%EOF`, "latin1");
}

/** A stream of objects (7.5.7): number and place of each, then their texts. */
function packed(number: number, objects: readonly (readonly [number, string])[]): string {
  const texts = objects.map(([own, text]) => text.slice(`${own} 0 obj\n`.length, text.lastIndexOf("endobj")));
  let at = 0;
  const places = texts.map((text, i) => {
    const place = `${objects[i]![0]} ${at}`;
    at += text.length;
    return place;
  });
  const index = `${places.join(" ")}\n`;
  const entries = `/Type /ObjStm\n  /N ${objects.length}\n  /First ${index.length}`;
  return stream(number, entries, Buffer.from(index + texts.join(""), "latin1"));
}

/** The cross-reference table as a stream (7.5.8), which is also the trailer. */
function table(number: number, lines: readonly Line[], trailer: string): string {
  const bytes = Buffer.alloc(7 * lines.length);
  lines.forEach(([kind, where, more], i) => {
    bytes.writeUInt8(kind, 7 * i);
    bytes.writeUInt32BE(where, 7 * i + 1);
    bytes.writeUInt16BE(more, 7 * i + 5);
  });
  const kept = trailer.slice(trailer.indexOf("<<") + 2, trailer.lastIndexOf(">>")).replace(/\/Size \d+/, "");
  return stream(number, `/Type /XRef\n  /Size ${lines.length}\n  /W [1 4 2]\n  ${kept.trim()}`, bytes);
}

function stream(number: number, entries: string, bytes: Uint8Array): string {
  const data = Buffer.from(zlibSync(bytes, { level: 9 })).toString("latin1");
  return (
    `${number} 0 obj\n<<\n  ${entries}\n  /Filter /FlateDecode\n  /Length ${data.length}\n>>\n` +
    `stream\n${data}\nendstream\nendobj\n\n`
  );
}

/** The stream of metadata, which is not compressed, with its length. */
function identified(object: string): string {
  const start = object.indexOf("stream\n") + "stream\n".length;
  const stream = replaced(
    object.slice(start, object.indexOf("\nendstream")).replace(UNDESCRIBED, ""),
    "</rdf:RDF>",
    `${IDENTIFICATION}</rdf:RDF>`,
  );
  return `${object.slice(0, start).replace(/\/Length \d+/, `/Length ${stream.length}`)}${stream}\nendstream\nendobj\n\n`;
}

function dictionary(object: string): string {
  return object.slice(0, object.indexOf(">>"));
}

function reference(text: string, key: string): number {
  const found = new RegExp(`/${key} (\\d+) 0 R`).exec(text)?.[1];
  if (found === undefined) throw new TypeError(`no ${key}`);
  return Number(found);
}

function objectOf(objects: ReadonlyMap<number, string>, number: number): string {
  const found = objects.get(number);
  if (found === undefined) throw new TypeError(`no object ${number}`);
  return found;
}

/** One place, which must be there: a replacement that is not made would leave a false file. */
function replaced(text: string, what: string, by: string): string {
  const at = text.indexOf(what);
  if (at < 0) throw new TypeError(`no ${what}`);
  return text.slice(0, at) + by + text.slice(at + what.length);
}
