/** XML as its elements come, in bounded memory: names without prefixes, no document types, no entities but those of XML itself. */
import sax from "sax";
import { damaged } from "../bytes.ts";
import type { Bytes } from "../bytes.ts";

export type Attributes = Readonly<Record<string, string>>;

export interface Elements {
  readonly open: (name: string, attributes: Attributes) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

const local = (name: string): string => name.slice(name.indexOf(":") + 1);

/**
 * Passes a document through, and yields after each part of it, so that what was made of a part can be taken away.
 * @throws PlumblineError FILE_MALFORMED.
 */
export async function* parseXml(source: Bytes, elements: Elements): AsyncGenerator<undefined> {
  const parser = sax.parser(true, { xmlns: false, position: false });
  parser.onopentag = ({ name, attributes }) => elements.open(local(name), attributes as Attributes);
  const take = (text: string) => elements.text?.(text);
  parser.ontext = take;
  parser.oncdata = take;
  parser.onclosetag = (name) => elements.close?.(local(name));
  parser.onerror = (cause) => {
    throw damaged(cause);
  };
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decoded = (part?: Uint8Array): string => {
    try {
      return part === undefined ? decoder.decode() : decoder.decode(part, { stream: true });
    } catch (cause) {
      throw damaged(cause);
    }
  };
  for await (const part of source) {
    parser.write(decoded(part));
    yield undefined;
  }
  parser.write(decoded()).close();
  yield undefined;
}

/** The same, to the end. */
export async function readXml(source: Bytes, elements: Elements): Promise<void> {
  for await (const _part of parseXml(source, elements));
}
