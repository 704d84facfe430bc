import { Link } from "@tanstack/react-router";
import { pathTo, useAddress } from "../layout/address.ts";
import "./crumbs.css";

/** Where the stage is: the section, and the thing in it. */
export function Crumbs({ section, here }: { readonly section: string; readonly here: string }) {
  const { caseName, screen } = useAddress();
  return (
    <nav aria-label="Where this is">
      <ol className="crumbs">
        <li>
          <Link to={pathTo(caseName, screen)} search={true}>
            {section}
          </Link>
        </li>
        <li aria-current="page">{here}</li>
      </ol>
    </nav>
  );
}
