import type { NodeHoverDrawingFunction } from "sigma/rendering";
import type { EdgeLooks, NodeLooks } from "./graph.ts";

/** Value of a colour of the page, in the mode that is on. */
export function inkOf(name: string): string {
  const mode = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const key = `${mode} ${name}`;
  const known = INKS.get(key);
  if (known !== undefined) return known;
  const ink = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  INKS.set(key, ink);
  return ink;
}
/** A style is looked up once, not for every node of every frame. */
const INKS = new Map<string, string>();

/** The label of what is pointed at or selected, on the ground of the page with a hairline around the node. */
export const drawHover: NodeHoverDrawingFunction<NodeLooks, EdgeLooks> = (context, data, settings) => {
  context.strokeStyle = inkOf("--accent");
  context.lineWidth = 2;
  context.beginPath();
  context.arc(data.x, data.y, data.size + 2, 0, 2 * Math.PI);
  context.stroke();
  if (data.label === null || data.label === "") return;
  context.font = `600 ${settings.labelSize}px ${settings.labelFont}`;
  const left = data.x + data.size + 4;
  context.fillStyle = inkOf("--ground");
  context.fillRect(left - 2, data.y - 9, context.measureText(data.label).width + 4, 18);
  context.fillStyle = inkOf("--ink");
  context.fillText(data.label, left, data.y + 4);
};

/** Can this browser draw? Asked once. */
export function hasWebGl(): boolean {
  CAN.draws ??= document.createElement("canvas").getContext("webgl2") !== null;
  return CAN.draws;
}
const CAN: { draws?: boolean } = {};
