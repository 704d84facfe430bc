/** A STIX bundle on its way in: it has no columns to choose among, and its objects bring their own levels. */
import { useState } from "react";
import { ErrorLine } from "../../components/error-line.tsx";
import { useCase } from "../../data/cases.ts";
import { startImport } from "../../data/imports.ts";
import { useWritingFor } from "../../data/writing-for.ts";
import { useAddress, useGo } from "../../layout/address.ts";

export function BundleForm({ upload }: { readonly upload: string }) {
  const { caseName } = useAddress();
  const go = useGo();
  const writing = useWritingFor(useCase(caseName).data);
  const [refused, setRefused] = useState<unknown>();
  const [starting, setStarting] = useState(false);
  const start = async () => {
    if (writing === undefined) return;
    setRefused(undefined);
    setStarting(true);
    try {
      const job = await startImport(
        caseName,
        upload,
        {},
        { marking: { tlp: "AMBER+STRICT" }, organisation: writing.ref, replaces: undefined },
      );
      go({ job: job.id });
    } catch (refusal) {
      setRefused(refusal);
    } finally {
      setStarting(false);
    }
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
