/** An edition is checked here as its receiver checks it: every file against the manifest, every record against the root. */
import { Copied } from "../../components/copied.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { refusalOf } from "../../client.ts";
import { useVerify } from "../../data/release.ts";
import { useAddress } from "../../layout/address.ts";

export function Verify({ name, folder = name }: { readonly name: string; readonly folder?: string }) {
  const { caseName } = useAddress();
  const verify = useVerify(caseName, name);
  return (
    <div className="verify">
      <button type="button" disabled={verify.isPending} onClick={() => verify.mutate()}>
        Verify {name}
      </button>
      <Copied label={`Command that checks ${name}`} text={`plumbline verify ${quoted(folder)}`} />
      <div role="status">
        {verify.isPending ? "Its files are hashed, its records read and its page made again …" : undefined}
        {verify.data === undefined ? undefined : (
          <p className={verify.data.intact ? undefined : "lost"}>
            {[verify.data.text, ...verify.data.notes].join(" ")}
          </p>
        )}
      </div>
      {verify.error === null ? undefined : <ErrorLine error={refusalOf(verify.error)} />}
    </div>
  );
}

/** As a shell takes it as one word. */
export const quoted = (path: string): string =>
  /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
