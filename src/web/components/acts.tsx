import { Link } from "@tanstack/react-router";
import { useAddress, useGo } from "../layout/address.ts";
import "./acts.css";

interface Act {
  readonly name: string;
  readonly label: string;
}

/** So many stand side by side; of more the first does, and the others are in a menu. */
const SIDE_BY_SIDE = 4;

/** What can be done here, in words, the likeliest first; the form that is open stands in the address as `do`. */
export function Acts({ acts }: { readonly acts: readonly Act[] }) {
  const { search } = useAddress();
  const shown = acts.length > SIDE_BY_SIDE ? acts.slice(0, 1) : acts;
  const rest = acts.slice(shown.length);
  return (
    <nav className="acts" aria-label="What can be done here">
      <ul>
        {shown.map((act) => (
          <li key={act.name} className={rest.length > 0 ? "first" : undefined}>
            <OneAct act={act} />
          </li>
        ))}
        {rest.length === 0 ? undefined : (
          <li>
            {/* What was chosen closes it. */}
            <details key={search["do"] ?? ""} className="menu">
              <summary>{rest.find(({ name }) => name === search["do"])?.label ?? "More acts"}</summary>
              <ul>
                {rest.map((act) => (
                  <li key={act.name}>
                    <OneAct act={act} />
                  </li>
                ))}
              </ul>
            </details>
          </li>
        )}
      </ul>
    </nav>
  );
}

function OneAct({ act: { name, label } }: { readonly act: Act }) {
  const { search } = useAddress();
  return (
    <Link
      to="."
      search={(old: object) => ({ ...old, do: search["do"] === name ? undefined : name })}
      resetScroll={false}
      preload={false}
      aria-current={search["do"] === name ? "true" : undefined}
    >
      {label}
    </Link>
  );
}

/** Closes the form that is open. */
export function useDone(): () => void {
  const go = useGo();
  return () => go({ do: undefined });
}
