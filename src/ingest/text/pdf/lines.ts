/** From the pieces of text that a page draws to its lines, in the order in which the page draws them. */

/** A piece as it is drawn, in a page that is turned so that its text runs from left to right. */
export interface Piece {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Height of the letters, in points. */
  readonly size: number;
  /** Quarter turns against the clock. */
  readonly turn: number;
  readonly rightToLeft: boolean;
}

export interface Line {
  readonly text: string;
  /** Left and right end, and the line on which the letters stand; upwards is more. */
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  readonly turn: number;
}

/** A text item of the reader of PDF. */
export interface DrawnText {
  readonly str: string;
  readonly dir: string;
  /** a, b, c, d, e, f of a matrix. */
  readonly transform: readonly number[];
  readonly width: number;
}

export function pieceOf({ str, dir, transform, width }: DrawnText): Piece {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = transform;
  const turn = ((Math.round((2 * Math.atan2(b, a)) / Math.PI) % 4) + 4) % 4;
  const [x, y] = (
    [
      [e, f],
      [f, -e],
      [-e, -f],
      [-f, e],
    ] as const
  )[turn as 0 | 1 | 2 | 3];
  const size = Math.hypot(c, d) || Math.hypot(a, b) || 1;
  return { text: str, x, y, width, size, turn, rightToLeft: dir === "rtl" };
}

/** In heights of a letter: how far pieces of one line may stand apart, go back, and stand above each other; from where a gap is a space. */
const APART = 3;
const BACK = 0.5;
const RAISED = 0.5;
const SPACE = 0.25;

/** Pieces that follow each other on one line are a line; a wide gap ends it, as between columns and cells. */
export function linesOf(pieces: readonly Piece[]): Line[] {
  const lines: Line[] = [];
  let open:
    { parts: string[]; left: number; right: number; y: number; size: number; turn: number } | undefined;
  let blank = false;
  const close = () => {
    if (open !== undefined) lines.push({ ...open, text: open.parts.join("").trim() });
    open = undefined;
    blank = false;
  };
  for (const piece of pieces) {
    if (piece.text.trim() === "") {
      blank ||= piece.text !== "" && open !== undefined;
      continue;
    }
    const size = Math.max(open?.size ?? 0, piece.size);
    const gap = piece.x - (open?.right ?? 0);
    const onLine =
      open !== undefined &&
      open.turn === piece.turn &&
      Math.abs(piece.y - open.y) <= RAISED * size &&
      (piece.rightToLeft || (gap >= -BACK * size && gap <= APART * size));
    if (open === undefined || !onLine) {
      close();
      const { x, y, width, size: own, turn, text } = piece;
      open = { parts: [text], left: x, right: x + width, y, size: own, turn };
      continue;
    }
    if (blank || gap > SPACE * Math.min(open.size, piece.size)) open.parts.push(" ");
    open.parts.push(piece.text);
    // Where a smaller piece is raised or lowered, the line stays where its larger letters stand.
    if (piece.size > open.size) [open.y, open.size] = [piece.y, piece.size];
    open.left = Math.min(open.left, piece.x);
    open.right = Math.max(open.right, piece.x + piece.width);
    blank = false;
  }
  close();
  return lines;
}
