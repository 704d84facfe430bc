/** How long nothing is drawn after a drawing, as a multiple of what the drawing took. */
const REST = 4;

export interface Clock {
  /** Milliseconds. */
  readonly now: () => number;
  /** Before the next picture of the page. */
  readonly frame: (then: () => void) => void;
  readonly later: (then: () => void, milliseconds: number) => void;
}

const PAGE: Clock = {
  now: () => performance.now(),
  frame: (then) => void requestAnimationFrame(then),
  later: (then, milliseconds) => void setTimeout(then, milliseconds),
};

export interface Pace<T> {
  /** The newest of what arrives is drawn when it is time; what it overtakes never is. */
  readonly put: (value: T) => void;
  /** Nothing is drawn any more. */
  readonly stop: () => void;
}

/**
 * Draws what arrives without letting it fill the time of the page: however slow the machine, at most a fifth of the time
 * goes into drawing. What a drawing takes is measured to the second frame after it, for the graphics process draws after
 * the call has returned.
 */
export function paced<T>(draw: (newest: T) => void, clock: Clock = PAGE): Pace<T> {
  let waiting: { readonly value: T } | undefined;
  let state: "idle" | "busy" | "stopped" = "idle";
  const next = () => {
    if (state === "stopped") return;
    if (waiting === undefined) {
      state = "idle";
      return;
    }
    const { value } = waiting;
    waiting = undefined;
    const began = clock.now();
    draw(value);
    clock.frame(() => clock.frame(() => clock.later(next, REST * (clock.now() - began))));
  };
  return {
    put: (value) => {
      waiting = { value };
      if (state !== "idle") return;
      state = "busy";
      clock.frame(next);
    },
    stop: () => {
      state = "stopped";
    },
  };
}
