/**
 * The error taxonomy. Every refusal of Plumbline has a stable code; the code decides the exit status of the
 * command line and the HTTP status of the server, once, here. `docs/errors.md` is generated from this table.
 *
 * Row-level problems of an import are not errors: they are collected and listed (see `ingest`).
 */

/** What a code means, what the reader can do, and how it leaves the program. */
export interface ErrorKind {
  /** Exit status of the command line: 1 not as expected, 2 wrong call, 3 bad input, 4 refused by a rule, 5 environment. */
  readonly exit: 1 | 2 | 3 | 4 | 5;
  /** HTTP status of the same refusal. */
  readonly http: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 500 | 503;
  readonly meaning: string;
  readonly hint: string;
}

const kind = (exit: ErrorKind["exit"], http: ErrorKind["http"], meaning: string, hint: string): ErrorKind =>
  Object.freeze({ exit, http, meaning, hint });

export const ERRORS = Object.freeze({
  // the call
  USAGE: kind(
    2,
    400,
    "The call does not fit: an option, an argument or a value is wrong.",
    "Compare the call with its help.",
  ),
  NOT_FOUND: kind(
    2,
    404,
    "Nothing by that name is visible here.",
    "Check the name; `plumbline log CASE` lists what there is.",
  ),
  AMBIGUOUS: kind(2, 409, "The name stands for more than one record.", "Use the record's id."),
  CONNECTION: kind(
    5,
    503,
    "The address that is to be watched does not answer.",
    "Check the address and the network, and call again.",
  ),
  // files that come in
  FILE_MISSING: kind(3, 404, "The file cannot be read.", "Check the path and the permission."),
  FILE_EMPTY: kind(3, 422, "The file holds no rows.", "Export again, or check that it is the right file."),
  FILE_BINARY: kind(
    3,
    422,
    "The file is not a text table, NDJSON or Parquet.",
    "Save it as UTF-8 CSV, NDJSON or Parquet.",
  ),
  FILE_TRUNCATED: kind(
    3,
    422,
    "The file ends in the middle.",
    "Copy or export it again and compare the sizes.",
  ),
  FILE_ENCODING: kind(3, 422, "The file is not UTF-8.", "Save it as UTF-8, for example with iconv."),
  FILE_TOO_WIDE: kind(
    3,
    413,
    "The file has more columns, or a longer row, than a table of posts can have.",
    "Check the delimiter and the quoting, or cut the columns that are not needed.",
  ),
  FILE_MALFORMED: kind(
    3,
    422,
    "The file's structure cannot be read.",
    "Correct the file at the place named.",
  ),
  MAPPING_NEEDED: kind(
    3,
    422,
    "The columns are not a known layout.",
    "Give the proposed mapping, corrected.",
  ),
  MAPPING_WRONG: kind(
    3,
    422,
    "The mapping names a column or a field that does not exist.",
    "Use the names printed; fields and columns are joined by `=`.",
  ),
  DATE_ORDER_NEEDED: kind(
    3,
    422,
    "The data do not decide whether the day or the month comes first.",
    "Say which it is: dmy or mdy.",
  ),
  ALL_REJECTED: kind(
    3,
    422,
    "Not one row could be kept.",
    "Look at the reasons listed; the mapping is the usual cause.",
  ),
  IMPORT_LIMIT: kind(
    3,
    413,
    "Reading the file passed the memory or time limit.",
    "Raise the limit, or split the file.",
  ),
  ARCHIVE_LIMIT: kind(
    3,
    413,
    "An archive or a compressed file passes a limit: entries, size, ratio, containers in each other, or window.",
    "Unpack it where you can see what is in it, and import the files.",
  ),
  ARCHIVE_LOCKED: kind(
    3,
    422,
    "The archive is locked with a password.",
    "Unpack it with the password, and import the files.",
  ),
  SHEET_NEEDED: kind(
    3,
    422,
    "A workbook has several sheets that can be tables of posts, or none of the name given.",
    "Name the sheet that is meant.",
  ),
  NO_MAILS: kind(
    3,
    422,
    "Nothing in the file or folder is a mail.",
    "A set of mails is a mailbox file (mbox), a Maildir, or a folder, zip or tar of messages.",
  ),
  NO_POSTS: kind(
    3,
    422,
    "None of the files given, or in the archive, can be one of posts.",
    "Check that it is the right file.",
  ),
  STIX_BUNDLE: kind(
    3,
    422,
    "The file is a STIX bundle, which has no columns to choose among.",
    "Import it as it is: each object becomes a claim of its author.",
  ),
  ALREADY_IMPORTED: kind(
    3,
    409,
    "This very file is in the case already.",
    "To read it in another way, replace the earlier import.",
  ),
  UPLOAD_LIMIT: kind(
    3,
    413,
    "The file is larger than this server takes.",
    "Import it with `plumbline import` on the server's own machine, or ask for a higher limit.",
  ),
  NO_TEXT: kind(3, 422, "The text of this file cannot be shown.", "Download it, and read it with care."),
  // records
  RECORD_FILE: kind(
    3,
    422,
    "The record file does not fit its schema.",
    "Go to the line and column named and correct it.",
  ),
  RECORD_INVALID: kind(3, 422, "The record does not fit its schema.", "Correct the field named."),
  REFERENCE: kind(
    3,
    422,
    "The record names another that is not in the case, or is of the wrong type.",
    "Check the id or the key.",
  ),
  QUOTATION: kind(
    3,
    422,
    "A quotation or a span is not in the document that it names.",
    "Mark the passage in the text of the document, or correct the words.",
  ),
  KEY_TAKEN: kind(
    3,
    409,
    "The key names another record already.",
    "Choose another key, or supersede the record.",
  ),
  MARKING_RULE: kind(
    4,
    422,
    "The marking is higher than the supersession rule allows.",
    "Mark the replacement no higher than what it replaces, and put the reason into a record of its own.",
  ),
  INVARIANT: kind(4, 422, "The record would break an invariant of the model.", "See docs/model.md."),
  // the store
  CASE_MISSING: kind(
    3,
    404,
    "There is no case here.",
    "Check the path; `plumbline import CASE FILE` makes one.",
  ),
  CASE_BUSY: kind(
    5,
    503,
    "Another program holds this case open.",
    "Close it, or wait until it has finished.",
  ),
  CASE_DAMAGED: kind(1, 500, "The case does not match its log.", "Run `plumbline verify CASE`."),
  CORPUS_DAMAGED: kind(
    5,
    500,
    "The corpus is damaged, or holds what no import has put there.",
    "It is only a cache of the files: it is rebuilt when the case is opened the next time.",
  ),
  READ_ONLY: kind(
    5,
    409,
    "The case is only read: its medium cannot be written, or had no room when the case was opened.",
    "Make room, or copy the case to a disk that can be written (`plumbline backup CASE NEW`), and open it again.",
  ),
  STORE: kind(5, 500, "The store could not write or read.", "Check free space and permission of the folder."),
  // detectors
  PARAMETER: kind(
    2,
    400,
    "A parameter of the detector is out of its bounds.",
    "See the parameters of the detector and their bounds.",
  ),
  NO_DATA: kind(
    3,
    422,
    "The corpus holds nothing that the detector could read.",
    "Import posts first, or choose another object.",
  ),
  RESULT_INVALID: kind(
    5,
    500,
    "What the detector gave is not a result: its findings cannot be followed to what they rest on.",
    "Please report it with the detector and its version; nothing was recorded.",
  ),
  UNORDERED: kind(
    3,
    422,
    "The rows are not in order of time.",
    "Ask for sorting, or sort the file by time first.",
  ),
  // release
  CEILING: kind(
    2,
    400,
    "The ceiling is not a TLP 2.0 level.",
    "Use CLEAR, GREEN, AMBER, AMBER+STRICT or RED.",
  ),
  PUBLISH: kind(4, 422, "The edition cannot be published.", "Correct what is listed, and publish again."),
  OUT_EXISTS: kind(
    2,
    409,
    "Something is there already, and must not be overwritten.",
    "Choose another name, or move what is there.",
  ),
  NOT_INTACT: kind(
    1,
    422,
    "The edition was changed after it was made.",
    "Get it again from its publisher, and compare the manifest's hash.",
  ),
  KEY_FILE: kind(
    3,
    422,
    "The key file cannot be used.",
    "It has to be readable by its owner alone; make one with `plumbline keys`.",
  ),
  // server
  FORBIDDEN: kind(
    4,
    403,
    "The request was refused.",
    "Open the page from the address that the program printed.",
  ),
  CHANGED: kind(
    3,
    409,
    "What you change has changed since you read it.",
    "Read it again, and decide which of the two stays.",
  ),
  UNAUTHENTICATED: kind(4, 401, "There is no session.", "Open the start address that the program printed."),
  QUEUE_FULL: kind(
    5,
    503,
    "The server has too much work waiting.",
    "Wait until some jobs are done, or stop some.",
  ),
  CURSOR: kind(
    2,
    400,
    "The place to go on from is none that a list gave.",
    "Take `next`, or the last id, from the answer before; without it the list begins anew.",
  ),
  MEDIA_TYPE: kind(
    2,
    415,
    "The body is of a type that this route does not read.",
    "Send JSON with `Content-Type: application/json`.",
  ),
  METHOD: kind(
    2,
    405,
    "This address does not take that method.",
    "The answer's `Allow` names those it takes.",
  ),
  REQUEST_LIMIT: kind(
    3,
    413,
    "The request is larger than this route takes.",
    "Send less at once; upload a file by the route for files.",
  ),
  TOO_MANY: kind(4, 429, "Too many requests in a short time.", "Wait as many seconds as the answer says."),
  INTERNAL: kind(
    5,
    500,
    "Something failed that should not.",
    "Please report it with the code and the command.",
  ),
  STOPPED: kind(1, 503, "Stopped on request; nothing was left half-written.", "Run it again when you like."),
} as const satisfies Record<string, ErrorKind>);

export type ErrorCode = keyof typeof ERRORS;

/** What a caller sets, in no interface's words: the command line calls it by a flag, a page by a field. */
export type Setting =
  | "accounts"
  | "at"
  | "by"
  | "compare"
  | "dateOrder"
  | "folder"
  | "for"
  | "force"
  | "heldAt"
  | "mapping"
  | "object"
  | "once"
  | "pictureColumn"
  | "port"
  | "publicNames"
  | "replace"
  | "root"
  | "sheet"
  | "rows"
  | "zone";

/** Where and what, for one clear line. */
export interface ErrorDetail {
  /** What it is about: a file, a record, a line and column. */
  readonly where?: string;
  /** Replaces the general hint of the code. */
  readonly hint?: string;
  /** What was set wrongly, or could be set otherwise. */
  readonly setting?: Setting | undefined;
  /** A value of the setting that may be right, for the caller to check. */
  readonly proposed?: string | undefined;
  /** What a person needs to see in order to correct it, in lines. */
  readonly shown?: readonly string[] | undefined;
  readonly cause?: unknown;
  /** What was refused together with it. */
  readonly others?: readonly PlumblineError[];
}

/** Names of files and columns come from outside, and may hold line ends: a refusal is one line all the same. */
const oneLine = (text: string): string => text.replaceAll(/[\n\v\f\r\u0085\u2028\u2029]+/g, " ");

/** A refusal with a stable code. `message` is one sentence about this case, without secrets. */
export class PlumblineError extends Error {
  readonly code: ErrorCode;
  readonly where: string | undefined;
  readonly hint: string;
  readonly setting: Setting | undefined;
  readonly proposed: string | undefined;
  readonly shown: readonly string[];
  readonly #others: readonly PlumblineError[];

  constructor(code: ErrorCode, message: string, detail: ErrorDetail = {}) {
    super(oneLine(message), detail.cause === undefined ? undefined : { cause: detail.cause });
    this.name = "PlumblineError";
    this.code = code;
    this.where = detail.where === undefined ? undefined : oneLine(detail.where);
    this.hint = oneLine(detail.hint ?? ERRORS[code].hint);
    this.setting = detail.setting;
    this.proposed = detail.proposed;
    this.shown = detail.shown ?? [];
    this.#others = detail.others ?? [];
  }

  /** Every refusal of the same call in order, beginning with this one. */
  get all(): readonly PlumblineError[] {
    return [this, ...this.#others];
  }

  /** One error for several, which is the first and carries the others. @param refusals at least one */
  static together([first, ...others]: readonly PlumblineError[]): PlumblineError {
    if (first === undefined) return new PlumblineError("INTERNAL", "Nothing was refused.");
    const { code, message, where, hint, setting, proposed, shown, cause } = first;
    return new PlumblineError(code, message, {
      ...(where === undefined ? {} : { where }),
      hint,
      setting,
      proposed,
      shown,
      cause,
      others,
    });
  }

  /** One line: where, what, code, what to do. */
  line(): string {
    return `${this.where === undefined ? "" : `${this.where}: `}${this.message} [${this.code}] ${this.hint}`;
  }
}
