import { Link } from "@tanstack/react-router";
import { useAddress, useGo } from "../layout/address.ts";
import "./fields.css";

/** What can be done here, in words; the form that is open stands in the address as `do`. */
export function Acts({
  acts,
}: {
  readonly acts: readonly { readonly name: string; readonly label: string }[];
}) {
  const { search } = useAddress();
  return (
    <nav className="acts" aria-label="What can be done here">
      <ul>
        {acts.map(({ name, label }) => (
          <li key={name}>
            <Link
              to="."
              search={(old: object) => ({ ...old, do: search["do"] === name ? undefined : name })}
              resetScroll={false}
              preload={false}
              aria-current={search["do"] === name ? "true" : undefined}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Closes the form that is open. */
export function useDone(): () => void {
  const go = useGo();
  return () => go({ do: undefined });
}
