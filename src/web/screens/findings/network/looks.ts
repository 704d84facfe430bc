import type { NodeHoverDrawingFunction } from "sigma/rendering";
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

/** The label of what is pointed at or selected, on the ground of the page with a hairline around the node. */
export const drawHover: NodeHoverDrawingFunction<NodeLooks, EdgeLooks> = (context, data, settings) => {
  const { accent, ground, ink } = inks();
  context.strokeStyle = accent;
  context.lineWidth = 2;
  context.beginPath();
  context.arc(data.x, data.y, data.size + 2, 0, 2 * Math.PI);
  context.stroke();
  if (data.label === null || data.label === "") return;
  context.font = `600 ${settings.labelSize}px ${settings.labelFont}`;
  const left = data.x + data.size + 4;
  context.fillStyle = ground;
  context.fillRect(left - 2, data.y - 9, context.measureText(data.label).width + 4, 18);
  context.fillStyle = ink;
  context.fillText(data.label, left, data.y + 4);
};

/** Can this browser draw? Asked once. */
export function hasWebGl(): boolean {
  CAN.draws ??= document.createElement("canvas").getContext("webgl2") !== null;
  return CAN.draws;
}
const CAN: { draws?: boolean } = {};
