/** A strict little reader of XML 1.0 without a document type: enough to tell whether a file is well-formed. */

export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
// oxlint-disable-next-line no-control-regex -- naming control characters is the point
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;
const TOKEN =
  /<\?xml [^?]*\?>|<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[A-Za-z_][\w.:-]*="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;

/** The root element. @throws Error where the text is not well-formed. */
export function parseXml(source: string): XmlElement {
  if (ILLEGAL.test(source)) throw new Error("a character that XML cannot hold");
  const root: XmlElement = { name: "", attributes: new Map(), children: [], text: "" };
  const open = [root];
  let end = 0;
  for (const token of source.matchAll(TOKEN)) {
    end = token.index + token[0].length;
    const [all, closing, name, attributes, empty, text] = token;
    const current = open.at(-1)!;
    if (all.startsWith("<?xml ")) {
      if (token.index !== 0) throw new Error("a declaration in the middle");
    } else if (text !== undefined) current.text += decode(text);
    else if (closing === "/") {
      if (current.name !== name || open.length === 1) throw new Error(`</${name}> closes <${current.name}>`);
      open.pop();
    } else {
      const element = { name: name!, attributes: attributesOf(attributes!), children: [], text: "" };
      current.children.push(element);
      if (empty !== "/") open.push(element);
    }
  }
  if (end !== source.length) throw new Error(`no XML at ${end}: ${source.slice(end, end + 60)}`);
  if (open.length !== 1 || root.children.length !== 1 || root.text.trim() !== "")
    throw new Error("not exactly one element");
  return root.children[0]!;
}

function attributesOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name, value] of text.matchAll(/([A-Za-z_][\w.:-]*)="([^"]*)"/g)) {
    if (found.has(name!)) throw new Error(`the attribute ${name} twice`);
    found.set(name!, decode(value!));
  }
  return found;
}

function decode(text: string): string {
  return text.replaceAll(/&([^;&]*);|&/g, (all, name: string | undefined) => {
    if (name === undefined) throw new Error("a bare ampersand");
    if (/^#\d+$/.test(name)) return String.fromCodePoint(Number(name.slice(1)));
    const char = ENTITIES[name];
    if (char === undefined) throw new Error(`the entity ${all}`);
    return char;
  });
}

/** All elements of a name below an element. */
export function elements(root: XmlElement, name: string): XmlElement[] {
  return root.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...elements(child, name),
  ]);
}
