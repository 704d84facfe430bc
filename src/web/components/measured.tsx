/** A drawing that is drawn anew at the width it has: scaling would make its words too small to read on a small screen. */
import { useEffect, useRef, useState } from "react";
import type { ReactNode } from "react";

/**
 * @param most widest drawing, in pixels; its width until the page has been laid out
 * @param children what is drawn at this width
 */
export function Measured({
  most,
  children,
}: {
  readonly most: number;
  readonly children: (width: number) => ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(most);
  useEffect(() => {
    const measure = () => setWidth(Math.min(most, Math.floor(box.current!.clientWidth)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, [most]);
  return <div ref={box}>{children(width)}</div>;
}
