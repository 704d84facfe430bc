import { Link } from "@tanstack/react-router";
import type { KeyboardEvent, ReactNode } from "react";
import { useAddress } from "../layout/address.ts";
import "./plumb.css";

/**
 * Wraps what has a plumb line: a sentence, a number, a row, a cell. Selecting it lets the line down in the panel. It is a
 * link, so that it can be focused, opened in another tab and shared.
 */
export function Plumb({
  refId,
  children,
  className = "",
  onKeyDown,
}: {
  readonly refId: string;
  readonly children: ReactNode;
  readonly className?: string;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
}) {
  const selected = useAddress().search["plumb"] === refId;
  return (
    <Link
      to="."
      search={(old: object) => ({ ...old, plumb: refId, line: undefined })}
      resetScroll={false}
      preload={false}
      className={`plumb-on ${className}`}
      onKeyDown={onKeyDown}
      data-plumb={refId}
      aria-current={selected ? "true" : undefined}
    >
      {children}
    </Link>
  );
}
