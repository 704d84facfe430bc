/** The drawing itself, with its tools; loaded when a network is first opened. */
import { useEffect, useRef, useState } from "react";
import { onMode } from "../../../layout/theme.ts";
import { count } from "../../../../words.ts";
import { drawingOf } from "./drawing.ts";
import type { Drawing, Shown } from "./drawing.ts";
import type { Drawn } from "./graph.ts";
import type { LayoutStep } from "./layout-worker.ts";
import { layOut } from "./layout.ts";
import { paced } from "./pace.ts";

export function Canvas({
  graph,
  label,
  laysOut,
  shown,
}: {
  readonly graph: Drawn;
  readonly label: string;
  readonly laysOut: boolean;
  readonly shown: Shown;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing>(undefined);
  const first = useRef(shown);
  const [seen, setSeen] = useState<{ readonly of: Drawn; readonly progress: string | undefined }>();
  const progress = seen?.of === graph ? seen.progress : laysOut ? "Laying out" : undefined;
  useEffect(() => {
    const made = drawingOf(frame.current!, graph, first.current);
    drawing.current = made;
    const stopMode = onMode(made.recolour);
    const began = performance.now();
    const pace = paced<LayoutStep>((step) => {
      // Nothing is drawn before it is at rest: a drawing that moves under the eye, or the hand, is not read.
      if (step.done === step.total) made.move(step);
      setSeen({ of: graph, progress: sayProgress(step, performance.now() - began) });
    });
    const stop = laysOut ? layOut(graph, pace.put) : undefined;
    return () => {
      stop?.();
      pace.stop();
      stopMode();
      made.sigma.kill();
      drawing.current = undefined;
    };
  }, [graph, laysOut]);
  useEffect(() => {
    if (first.current === shown) return;
    first.current = shown;
    drawing.current?.show(shown);
  }, [shown]);
  const camera = () => drawing.current?.sigma.getCamera();
  return (
    <>
      <div
        className={progress === undefined ? "canvas" : "canvas settling"}
        ref={frame}
        role="img"
        aria-label={label}
      />
      <p className="quiet canvas-foot">
        <span className="zoom">
          <button type="button" onClick={() => void camera()?.animatedZoom()}>
            Closer
          </button>{" "}
          <button type="button" onClick={() => void camera()?.animatedUnzoom()}>
            Farther
          </button>{" "}
          <button type="button" onClick={() => void camera()?.animatedReset()}>
            All of it
          </button>
        </span>
        <output>{progress}</output>
      </p>
    </>
  );
}

/** Undefined once it is laid out. */
function sayProgress({ done, total }: LayoutStep, milliseconds: number): string | undefined {
  if (done === total) return undefined;
  const left = Math.ceil(((total - done) / done) * (milliseconds / 1000));
  return `Laying out: step ${count(done)} of ${count(total)}, ${count(left)} s left`;
}
