/** The drawing itself: sigma on WebGL, loaded when a network is first opened. */
import { useEffect, useRef, useState } from "react";
import { Sigma } from "sigma";
import { EdgeLineProgram, EdgeRectangleProgram } from "sigma/rendering";
import { count } from "../../../words.ts";
import type { Drawn, EdgeLooks, NodeLooks } from "./graph.ts";
import { layOut } from "./layout.ts";
import { drawHover, inkOf } from "./looks.ts";

/** Up to here every edge can be pointed at, and the neighbours of an account stand out. */
const FEW = 3000;

export interface Choice {
  readonly node: (id: string) => void;
  readonly edge: (a: string, b: string) => void;
}

export function Canvas({
  graph,
  label,
  laysOut,
  wanted,
  selected,
  choice,
}: {
  readonly graph: Drawn;
  readonly label: string;
  readonly laysOut: boolean;
  /** Nodes that stand out; undefined for all. */
  readonly wanted: ReadonlySet<string> | undefined;
  readonly selected: string | undefined;
  readonly choice: Choice;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const renderer = useRef<Sigma<NodeLooks, EdgeLooks>>(undefined);
  const shown = useRef({ wanted, selected, choice, near: undefined as ReadonlySet<string> | undefined });
  const [progress, setProgress] = useState<string>();
  useEffect(() => {
    const drawn = draw(frame.current!, graph, shown.current);
    renderer.current = drawn;
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const recolour = () => {
      drawn.setSetting("labelColor", { color: inkOf("--ink") });
      drawn.refresh();
    };
    dark.addEventListener("change", recolour);
    const stop = laysOut
      ? layOut(graph, ({ done, total }) => {
          drawn.refresh();
          setProgress(done === total ? undefined : `Laying out: step ${count(done)} of ${count(total)}`);
        })
      : undefined;
    return () => {
      stop?.();
      dark.removeEventListener("change", recolour);
      drawn.kill();
      renderer.current = undefined;
    };
  }, [graph, laysOut]);
  useEffect(() => {
    Object.assign(shown.current, { wanted, selected, choice });
    renderer.current?.refresh({ skipIndexation: true });
  }, [wanted, selected, choice]);
  return (
    <>
      <div className="canvas" ref={frame} role="img" aria-label={label} />
      <p className="quiet canvas-foot">
        <span className="zoom">
          <button type="button" onClick={() => void renderer.current?.getCamera().animatedZoom()}>
            Closer
          </button>{" "}
          <button type="button" onClick={() => void renderer.current?.getCamera().animatedUnzoom()}>
            Farther
          </button>{" "}
          <button type="button" onClick={() => void renderer.current?.getCamera().animatedReset()}>
            All of it
          </button>
        </span>
        <output>{progress}</output>
      </p>
    </>
  );
}

interface Shown {
  wanted: ReadonlySet<string> | undefined;
  selected: string | undefined;
  choice: Choice;
  /** The account under the pointer and its neighbours. */
  near: ReadonlySet<string> | undefined;
}

function draw(frame: HTMLElement, graph: Drawn, shown: Shown): Sigma<NodeLooks, EdgeLooks> {
  const few = graph.size <= FEW;
  const stands = (id: string) => shown.near?.has(id) ?? shown.wanted?.has(id) ?? true;
  const drawn = new Sigma<NodeLooks, EdgeLooks>(graph, frame, {
    allowInvalidContainer: true,
    enableEdgeEvents: few,
    hideEdgesOnMove: !few,
    defaultEdgeType: "line",
    edgeProgramClasses: { line: few ? EdgeRectangleProgram : EdgeLineProgram },
    labelFont: "Inter, sans-serif",
    labelSize: 12,
    labelColor: { color: inkOf("--ink") },
    labelRenderedSizeThreshold: graph.order > 60 ? 8 : 3,
    zIndex: true,
    defaultDrawNodeHover: drawHover,
    nodeReducer: (id, { tone, ...looks }) => ({
      ...looks,
      color: stands(id) ? inkOf(tone === 0 ? "--ink-3" : `--c${tone}`) : inkOf("--line"),
      zIndex: stands(id) ? 1 : 0,
      highlighted: id === shown.selected,
      ...(stands(id) ? {} : { label: "" }),
    }),
    edgeReducer: (edge, { size, tone }) => {
      const seen = graph.extremities(edge).every(stands);
      return {
        size,
        zIndex: seen ? 1 : 0,
        color: inkOf(!seen ? "--line" : size > 2 ? `--c${tone}` : "--line-2"),
      };
    },
  });
  drawn.on("clickNode", ({ node }) => shown.choice.node(node));
  drawn.on("clickEdge", ({ edge }) => shown.choice.edge(graph.source(edge), graph.target(edge)));
  const hover = (near: ReadonlySet<string> | undefined) => {
    shown.near = near;
    drawn.refresh({ skipIndexation: true });
  };
  if (few) {
    drawn.on("enterNode", ({ node }) => hover(new Set([node, ...graph.neighbors(node)])));
    drawn.on("leaveNode", () => hover(undefined));
  }
  return drawn;
}
