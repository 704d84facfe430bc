/** A STIX bundle on its way in: it has no columns to choose among, and its objects bring their own levels. */
import { ErrorLine } from "../../components/error-line.tsx";
import { useCase } from "../../data/cases.ts";
import { startImport } from "../../data/imports.ts";
import { useWritingFor } from "../../data/writing-for.ts";
import { useAddress } from "../../layout/address.ts";
import { useStarting } from "./starting.ts";

export function BundleForm({ upload }: { readonly upload: string }) {
  const { caseName } = useAddress();
  const writing = useWritingFor(useCase(caseName).data);
  const { refused, starting, start: begin } = useStarting();
  const start = async () => {
    if (writing === undefined) return;
    const organisation = writing.ref;
    await begin(async () =>
      startImport(
        caseName,
        upload,
        {},
        { marking: { tlp: "AMBER+STRICT" }, organisation, replaces: undefined },
      ),
    );
  };
  return (
    <>
      <p className="lead">
        A STIX bundle. Each object becomes a claim of its author and is kept whole, at the level that it
        states; one without a level is AMBER+STRICT.
      </p>
      {refused === undefined ? undefined : <ErrorLine error={refused} />}
      <p className="submit">
        <button type="button" disabled={writing === undefined || starting} onClick={() => void start()}>
          Import this bundle{writing === undefined ? "" : ` as ${writing.name}`}
        </button>
      </p>
    </>
  );
}
