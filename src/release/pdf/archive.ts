/**
 * Declares a file of the compiler as PDF/A-2a (ISO 19005-2). The compiler, as WebAssembly, writes PDF 1.7 as that
 * standard asks for it (tags, fonts embedded, colours by ICC profiles, no encryption, no script) but cannot be told to
 * say so. Added are the identification in the metadata, the output intent, and that a window bears the title. Linear in
 * the file.
 *
 * Format: ISO 32000-1, 7.5 (objects, cross-reference table, trailer), 14.11.5 (output intents).
 */

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
  return written(head, objects, trailer);
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

function written(head: string, objects: ReadonlyMap<number, string>, trailer: string): Uint8Array {
  const places: number[] = [];
  let at = head.length;
  for (const [number, text] of objects) {
    places[number] = at;
    at += text.length;
  }
  const size = objects.size + 1;
  const lines = Array.from(
    { length: size - 1 },
    (_, i) => `${String(places[i + 1]!).padStart(10, "0")} 00000 n\r\n`,
  );
  return Buffer.from(
    `${head}${[...objects.values()].join("")}xref\n0 ${size}\n0000000000 65535 f\r\n${lines.join("")}` +
      `${trailer.replace(/\/Size \d+/, `/Size ${size}`)}startxref\n${at}\n%%EOF`,
    "latin1",
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
