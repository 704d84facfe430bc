/** The public face of the room: a file becomes staged rows and a report of rejects. */
export { FORMATS } from "./formats/index.ts";
export { LAYOUTS } from "./layouts/index.ts";
export { PLATFORMS } from "./platforms/index.ts";
export { guessMapping, parseMapping } from "./mapping.ts";
export { DATE_ORDERS, FIELDS, REJECT_CODES } from "./report.ts";
export type { DateOrder, Field, ImportReport, Mapping, ReadFacts, RejectCode } from "./report.ts";
export { BUNDLE_LIMITS, BUNDLE_REJECT_CODES, looksLikeBundle, readBundle } from "./stix/bundle.ts";
export type { Bundle, BundleObject, BundleReject, BundleRejectCode } from "./stix/bundle.ts";
export { proposalSchema, rejectSchema } from "./answers.ts";
export type { Proposal, Reject, TableRead } from "./answers.ts";
export { countedIn } from "./time.ts";
export { DEFAULT_MEMORY_MB, DEFAULT_TIMEOUT_MS } from "./run-child.ts";
export type { Member } from "./containers/messages.ts";
export { containerAt, openContainer, refuseSheet } from "./containers/open.ts";
export { openPictures } from "./pictures/collection.ts";
export { PICTURE_HEAD, pictureOf } from "./pictures/heads.ts";
export {
  PICTURE_HASHES,
  readPictureTable,
  sayPictures,
  tableOf,
  writePictureTable,
} from "./pictures/table.ts";
export type { PictureTable } from "./pictures/table.ts";
export { MAIL_LIMITS, mailFiles } from "./mail/files.ts";
export type { MailFile, MailFiles } from "./mail/files.ts";
export { proposeFile, readTable, stageFile, stageOrTake } from "./stage.ts";
export type { SharesTaken, Staged, StageRequest, TakeShares } from "./stage.ts";
export { NAMES_FILE, SHARES_FILE, WANTED_FILE } from "./messages.ts";
export type { SharesRead } from "./messages.ts";
export { pauseFor } from "./live/contract.ts";
export type { Cursor, LineSource, Say } from "./live/contract.ts";
export { FollowedFile } from "./live/file.ts";
export { WatchedFolder } from "./live/folder.ts";
export type { FoundFile } from "./live/folder.ts";
export { Jetstream } from "./live/jetstream.ts";
export { keyOfLine, LineBatch, objectOfLine, Recent, RECENT_LINES } from "./live/line-batch.ts";
export { extractedText, extractText } from "./text/extract.ts";
export type { AboutDocument, ExtractedText, TextParagraph } from "./text/extract.ts";
export { formOf } from "./document-form.ts";
export type { FileForm } from "./document-form.ts";
