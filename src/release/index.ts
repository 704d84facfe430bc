/** Release: from a view to the published bytes of an edition, and back to a verdict about them. */
export { buildDocument, unresolvedSentences } from "./document.ts";
export type { Document, DocumentContext, Row, Sentence, Unresolved } from "./document.ts";
export type { Format } from "./formats/format.ts";
export { editionSchema } from "./formats/edition-schema.ts";
export { FORMATS } from "./formats/index.ts";
export { editionFacts } from "./manifest.ts";
export type { EditionFacts, Manifest } from "./manifest.ts";
export { renderEdition } from "./render.ts";
export { sealEdition } from "./seal.ts";
export type { Seal } from "./seal.ts";
export { extensionSchema } from "./stix/extension.ts";
export { STIX_SCHEME } from "./stix/parties.ts";
export { tlpMarkings } from "./stix/tlp.ts";
export { parseTrust } from "./trust.ts";
export type { Trust } from "./trust.ts";
export { verifyEdition, verifyFiles } from "./verify.ts";
export type { Verdict } from "./verify.ts";
export { writeEdition } from "./write.ts";
