/** Publishing: a folder that its receiver can check alone. It is the one act here that nothing takes back. */
import { useState } from "react";
import type { SubmitEvent } from "react";
import { Copied } from "../../components/copied.tsx";
import { Field, WriteFor } from "../../components/fields.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { Hash } from "../../components/hash.tsx";
import type { CaseInfo } from "../../data/cases.ts";
import { editionFile, useEditions } from "../../data/editions.ts";
import type { PublishedView } from "../../../desk/index.ts";
import { usePublish } from "../../data/release.ts";
import type { Choice } from "../../data/release.ts";
import { useWritingFor } from "../../data/writing-for.ts";
import { useAddress } from "../../layout/address.ts";
import { quoted, Verify } from "./verify.tsx";

export function Publish({
  about,
  choice,
  refused,
}: {
  readonly about: CaseInfo;
  readonly choice: Choice;
  readonly refused: number;
}) {
  const { caseName } = useAddress();
  const writing = useWritingFor(about);
  const publish = usePublish(caseName);
  const [typed, setName] = useState<string>();
  const taken = useEditions(caseName).data?.editions.map((edition) => edition.name) ?? [];
  const name = typed ?? folderFor(choice.ceiling, taken);
  const [attest, setAttest] = useState(false);
  const [sure, setSure] = useState(false);
  const [organisation, setOrganisation] = useState(writing?.ref ?? "");
  if (!about.roles.includes("releaser")) return undefined;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    publish.mutate({ ...choice, name, attest, for: organisation }, { onSuccess: () => setSure(false) });
  };
  return (
    <section>
      <form className="form" onSubmit={submit} aria-label="Publish">
        <h2>Publish for TLP:{choice.ceiling}</h2>
        <div className="side-by-side">
          <WriteFor about={about} value={organisation} onValue={setOrganisation} />
          <Field label="Name of the folder" help="letters, digits, dots and dashes">
            <input
              value={name}
              maxLength={80}
              spellCheck={false}
              onChange={({ target }) => setName(target.value)}
            />
          </Field>
        </div>
        <label className="check">
          <input type="checkbox" checked={attest} onChange={({ target }) => setAttest(target.checked)} />
          <span>
            I answer for it that it says the same as every higher edition: the same likelihoods, confidence
            and dissent
          </span>
        </label>
        <label className="check">
          <input type="checkbox" checked={sure} onChange={({ target }) => setSure(target.checked)} />
          <span>
            I have read it, and know that what is published cannot be taken back, only withdrawn for all to
            see
          </span>
        </label>
        {publish.error === null ? undefined : <ErrorLine error={publish.error} />}
        <div className="form-end">
          <button
            type="submit"
            className="verb"
            disabled={!sure || name === "" || refused > 0 || publish.isPending}
          >
            Publish for TLP:{choice.ceiling}
          </button>
          {refused > 0 ? (
            <span className="soft">It cannot be published while there are reasons against it.</span>
          ) : undefined}
        </div>
      </form>
      {publish.data === undefined ? undefined : <Done published={publish.data} />}
    </section>
  );
}

/** A free name that says the level and the day. */
function folderFor(ceiling: Choice["ceiling"], taken: readonly string[]): string {
  const level = ceiling.toLowerCase().replace("+", "-");
  const day = new Date().toISOString().slice(0, 10);
  const name = `${level}-${day}`;
  if (!taken.includes(name)) return name;
  let n = 2;
  while (taken.includes(`${name}-${n}`)) n++;
  return `${name}-${n}`;
}

function Done({ published: { name, folder, title, manifestSha256 } }: { readonly published: PublishedView }) {
  const { caseName } = useAddress();
  return (
    <div className="published" role="status">
      <h2>
        <a href={editionFile(caseName, name, "index.html")}>{title}</a> is published as {name}
      </h2>
      {folder === undefined ? undefined : (
        <>
          <p className="quiet">It lies in</p>
          <Copied label="Folder of this edition" text={folder} />
        </>
      )}
      <p className="quiet">SHA-256 of its manifest</p>
      <Hash value={manifestSha256} />
      <p className="quiet">Not signed yet: keys stay with their owners. Each signs it with</p>
      <Copied
        label="Command that signs this edition"
        text={`plumbline sign ${quoted(folder ?? name)} --key KEYFILE`}
      />
      <p className="quiet">Its receiver checks it alone</p>
      <Verify name={name} {...(folder === undefined ? {} : { folder })} />
    </div>
  );
}
