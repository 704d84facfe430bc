import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Tlp } from "../components/tlp.tsx";
import { signOut, useMe } from "../data/cases.ts";
import type { CaseInfo } from "../data/cases.ts";
import { useWritingFor, writeFor } from "../data/writing-for.ts";
import { SCREENS } from "../screens/index.ts";
import { count } from "../../words.ts";
import { pathTo, useAddress } from "./address.ts";
import { Bob } from "./bob.tsx";
import { SLOT_ID } from "./in-rail.tsx";
import { chooseTheme, useTheme } from "./theme.ts";
import "./rail.css";

/** The case, its sections, and who is reading. */
export function Rail({
  about,
  onHelp,
  onFind,
}: {
  readonly about: CaseInfo | undefined;
  readonly onHelp: () => void;
  readonly onFind: () => void;
}) {
  const { caseName, screen } = useAddress();
  const [isOpen, setOpen] = useState(false);
  return (
    <header className="rail" data-open={isOpen}>
      <Link to="/" className="brand">
        <Bob />
        <span>Plumbline</span>
      </Link>
      <p className="title">{about?.title ?? " "}</p>
      {about === undefined ? undefined : (
        <span className="marked">
          <Tlp level={about.ceiling} small />
        </span>
      )}
      <button type="button" className="menu" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        Menu
      </button>
      <button type="button" className="finds" onClick={onFind}>
        Find anything <kbd>Ctrl K</kbd>
      </button>
      <nav aria-label="Sections of the case">
        <ul>
          {SCREENS.map(({ path, label }) => (
            <li key={path}>
              <Link
                to={pathTo(caseName, path)}
                search={keepLine as never}
                onClick={() => setOpen(false)}
                aria-current={path === screen ? "page" : undefined}
              >
                {label}
              </Link>
              <Count of={about?.sections} section={path} />
              {path === screen ? <div id={SLOT_ID} className="slot" /> : undefined}
            </li>
          ))}
        </ul>
      </nav>
      <div className="who">
        {about === undefined ? undefined : <Reader about={about} />}
        <Modes />
        <button type="button" onClick={onHelp}>
          Keys
        </button>
        <SignOut />
      </div>
    </header>
  );
}

/** Light or dark; pressed again, as the system says. */
function Modes() {
  const theme = useTheme();
  return (
    <span className="modes">
      {(["light", "dark"] as const).map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={theme === one}
          onClick={() => chooseTheme(theme === one ? undefined : one)}
        >
          {one === "light" ? "Light" : "Dark"}
        </button>
      ))}
    </span>
  );
}

/** How much of a section there is; nothing where it is not counted. */
function Count({ of, section }: { readonly of: CaseInfo["sections"] | undefined; readonly section: string }) {
  const n = of === undefined ? undefined : (of as Readonly<Record<string, number>>)[section];
  return n === undefined || n === 0 ? undefined : <span className="n">{count(n)}</span>;
}

/** Who reads and, where the person may add to the case, for whom: the one choice that every act follows. */
function Reader({ about }: { readonly about: CaseInfo }) {
  const writing = useWritingFor(about);
  const writes = about.roles.some((role) => role !== "reader");
  return (
    <p>
      <b>{about.person}</b>
      {writes && writing !== undefined && about.organisations.length > 1 ? (
        <label>
          writes for{" "}
          <select value={writing.ref} onChange={({ target }) => writeFor(about.name, target.value)}>
            {about.organisations.map(({ ref, name }) => (
              <option key={ref} value={ref}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <span>
          {writes && writing !== undefined ? "writes for " : ""}
          {writing?.name}
        </span>
      )}
      <span>reads up to {about.ceiling}</span>
    </p>
  );
}

/** The line goes on hanging when the section changes; what else the address says belongs to the section. */
function keepLine(old: Record<string, string | undefined>): object {
  return { plumb: old["plumb"], line: old["line"] };
}

/** Where the person came in by an account. */
export function SignOut() {
  return useMe().data?.byAccount === true ? (
    <>
      <Link to="/password">Password</Link>
      <button type="button" onClick={() => void signOut()}>
        Sign out
      </button>
    </>
  ) : undefined;
}
