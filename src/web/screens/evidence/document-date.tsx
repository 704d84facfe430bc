/** When a document was published: as it is recorded, or as the document says, to be recorded by whom it convinces. */
import { useNavigate } from "@tanstack/react-router";
import { Dated } from "../../components/dated.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import type { ArtifactView } from "../../../desk/index.ts";
import type { CaseInfo } from "../../data/cases.ts";
import { useAppend } from "../../data/write.ts";
import { useWritingFor } from "../../data/writing-for.ts";
import { pathTo, useAddress } from "../../layout/address.ts";

export function DocumentDate({
  about,
  artifact,
  proposed,
}: {
  readonly about: CaseInfo;
  readonly artifact: ArtifactView;
  /** As the file or its first lines say; null where they do not. */
  readonly proposed: string | null;
}) {
  const { caseName } = useAddress();
  const writing = useWritingFor(about);
  const append = useAppend(caseName);
  const navigate = useNavigate();
  const { published } = artifact.body;
  if (published !== undefined)
    return (
      <p className="quiet">
        Published <Dated at={published} />.
      </p>
    );
  if (proposed === null) return undefined;
  const record = () => {
    if (writing === undefined) return;
    const dated = {
      type: "Artifact" as const,
      for: writing.ref,
      marking: artifact.marking,
      supersedes: artifact.ref,
      body: { ...artifact.body, published: proposed },
    };
    // What is recorded ends this record, and with it this line may be gone before the answer is here.
    append.mutateAsync([dated]).then(
      ([written]) =>
        navigate({
          to: pathTo(caseName, "evidence", written?.id ?? artifact.ref),
          search: (old: object) => old,
          replace: true,
        } as never),
      () => undefined,
    );
  };
  return (
    <p className="quiet">
      The document says that it is of <Dated at={proposed} />.{" "}
      {about.roles.includes("analyst") && writing !== undefined ? (
        <button type="button" className="verb" disabled={append.isPending} onClick={record}>
          Record this date
        </button>
      ) : undefined}
      {append.error === null ? undefined : <ErrorLine error={append.error} />}
    </p>
  );
}
