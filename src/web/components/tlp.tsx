import type { Tlp as Level } from "../../model/marking.ts";
import "./tlp.css";

/** The marking label, on black in the colours that FIRST prescribes, in both modes. */
export function Tlp({ level, small = false }: { readonly level: Level; readonly small?: boolean }) {
  const name = level.toLowerCase().replace("+", "-");
  return <span className={`tlp ${name}${small ? " small" : ""}`}>TLP:{level}</span>;
}
