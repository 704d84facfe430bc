/** What does not hold in an edition: thrown while one is read, told as a verdict. It never leaves this room. */
export class Failure extends Error {
  /** The first file that fails, and the record or sentence in it where that can be told. */
  readonly file: string;
  readonly record: string | undefined;

  constructor(file: string, why: string, record?: string) {
    super(why);
    this.file = file;
    this.record = record;
  }
}
