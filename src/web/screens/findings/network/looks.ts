import type { NodeHoverDrawingFunction, NodeLabelDrawingFunction } from "sigma/rendering";
import { modeNow } from "../../../layout/theme.ts";
import { NONE, OTHER } from "./colours.ts";
import type { EdgeLooks, NodeLooks } from "./graph.ts";

/** Colours of the page as values, in one mode. */
export interface Inks {
  readonly ink: string;
  readonly ground: string;
  readonly accent: string;
  /** What does not stand out. */
  readonly faint: string;
  readonly edge: string;
  /** By number of the colour. */
  readonly tones: readonly string[];
}

/** Names of the colours by number. */
const TONES = Array.from({ length: NONE + 1 }, (_, tone) =>
  tone === OTHER ? "--ink-3" : tone === NONE ? "--line-2" : `--c${tone}`,
);

/** Colours in the mode that is on, looked up once a mode. */
export function inks(): Inks {
  const mode = modeNow();
  const known = INKS.get(mode);
  if (known !== undefined) return known;
  // A custom property is given as it is written, in both modes: the colour of an element is the one that is on.
  const probe = document.body.appendChild(document.createElement("i"));
  const of = (name: string): string => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const made: Inks = {
    ink: of("--ink"),
    ground: of("--ground"),
    accent: of("--accent"),
    faint: of("--line"),
    edge: of("--line-2"),
    tones: TONES.map(of),
  };
  probe.remove();
  INKS.set(mode, made);
  return made;
}
const INKS = new Map<string, Inks>();

/** Pixels from a node to its label, from a label to the frame, and from a line of it to the next. */
const GAP = 4;
const FRAME = 3;
const LABEL_LINE = 14;

/** Where a label stands inside the frame: to the right of its node, or to the left where there is no room. */
export function labelPlace(
  { x, y, size }: { readonly x: number; readonly y: number; readonly size: number },
  label: { readonly width: number; readonly height: number },
  frame: { readonly width: number; readonly height: number },
): { readonly x: number; readonly y: number } {
  const right = x + size + GAP;
  const left = right + label.width > frame.width - FRAME ? x - size - GAP - label.width : right;
  const within = (at: number, length: number, most: number) =>
    Math.max(FRAME, Math.min(at, most - FRAME - length));
  return {
    x: within(left, label.width, frame.width),
    y: within(y - label.height / 2, label.height, frame.height),
  };
}

/** The letter in its disc, and the label on a halo that interrupts the lines it crosses. */
export const drawLabel: NodeLabelDrawingFunction<NodeLooks, EdgeLooks> = (context, data, settings) => {
  const { ground, ink } = inks();
  const letter = (data as { readonly letter?: string }).letter;
  context.lineJoin = "round";
  if (letter !== undefined) {
    context.font = `600 ${settings.labelSize + 1}px ${settings.labelFont}`;
    context.fillStyle = ground;
    context.fillText(letter, data.x - context.measureText(letter).width / 2, data.y + 4.5);
  }
  if (data.label === null || data.label === "") return;
  const lines = data.label.split("\n");
  context.font = `${settings.labelSize}px ${settings.labelFont}`;
  const width = Math.max(...lines.map((line) => context.measureText(line).width));
  const { clientWidth, clientHeight } = context.canvas;
  const at = labelPlace(
    data,
    { width, height: lines.length * LABEL_LINE },
    { width: clientWidth, height: clientHeight },
  );
  context.strokeStyle = ground;
  context.lineWidth = 3;
  context.fillStyle = ink;
  for (const [row, line] of lines.entries()) {
    context.strokeText(line, at.x, at.y + row * LABEL_LINE + 11);
    context.fillText(line, at.x, at.y + row * LABEL_LINE + 11);
  }
};

/** What is pointed at or chosen: a ring around its node, and its label. */
export const drawHover: NodeHoverDrawingFunction<NodeLooks, EdgeLooks> = (context, data, settings) => {
  context.strokeStyle = inks().accent;
  context.lineWidth = 2;
  context.beginPath();
  context.arc(data.x, data.y, data.size + 2, 0, 2 * Math.PI);
  context.stroke();
  drawLabel(context, data, settings);
};

/** Can this browser draw? Asked once. */
export function hasWebGl(): boolean {
  CAN.draws ??= document.createElement("canvas").getContext("webgl2") !== null;
  return CAN.draws;
}
const CAN: { draws?: boolean } = {};
