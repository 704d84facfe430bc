/** Where a file is dropped or chosen. Posts are sent to the server and wait there; a document becomes an Artifact and is opened. */
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useDropped } from "../../components/dropped.ts";
import { ErrorLine } from "../../components/error-line.tsx";
import { Progress } from "../../components/progress.tsx";
import { takeCarried } from "../../data/carried.ts";
import { caseKey } from "../../data/cases.ts";
import { keepDocument } from "../../data/documents.ts";
import { sendFile } from "../../data/imports.ts";
import { pathTo, useAddress } from "../../layout/address.ts";

interface Sending {
  readonly name: string;
  readonly bytes: number;
  readonly sent: number;
}

export function Drop() {
  const { caseName, search } = useAddress();
  const replaces = search["replaces"];
  const navigate = useNavigate();
  const client = useQueryClient();
  const [sending, setSending] = useState<Sending>();
  const [error, setError] = useState<unknown>();
  const stop = useRef<AbortController>(undefined);
  const send = async (file: File) => {
    const { name, size } = file;
    setError(undefined);
    setSending({ name, bytes: size, sent: 0 });
    stop.current = new AbortController();
    try {
      const onSent = (sent: number) => setSending({ name, bytes: size, sent: Math.min(sent, size) });
      const upload = await sendFile(caseName, file, onSent, stop.current.signal);
      if (upload.form === "document" && replaces === undefined) {
        const artifact = await keepDocument(caseName, upload.id);
        await client.invalidateQueries({ queryKey: caseKey(caseName) });
        await navigate({ to: pathTo(caseName, "evidence", artifact), replace: true } as never);
        return;
      }
      await navigate({
        to: pathTo(caseName, "corpus", "add"),
        search: { upload: upload.id, name: upload.name, ...(replaces === undefined ? {} : { replaces }) },
      } as never);
    } catch (refusal) {
      setError(refusal);
    } finally {
      setSending(undefined);
    }
  };
  const over = useDropped((file) => void send(file));
  const sendCarried = useEffectEvent(() => {
    const file = takeCarried(caseName);
    if (file !== undefined) void send(file);
  });
  useEffect(() => {
    const soon = setTimeout(() => sendCarried());
    return () => clearTimeout(soon);
  }, []);
  return (
    <section className={over ? "drop over" : "drop"} aria-label="A file of posts">
      {sending === undefined ? (
        <>
          <p>
            <label className="choose">
              Choose a file
              <input
                type="file"
                className="unseen"
                onChange={({ target }) => {
                  const [file] = target.files ?? [];
                  if (file !== undefined) void send(file);
                  target.value = "";
                }}
              />
            </label>{" "}
            or drop it anywhere on this page.
          </p>
          <p className="quiet">
            CSV or another text with separators, NDJSON or Parquet, also in gzip, zip, zstd or tar, up to 4
            GB. You see how it would be read before anything is imported. A document (a text, a web page, PDF,
            DOCX, a mail) is kept and read for what it claims.
          </p>
        </>
      ) : (
        <>
          <Progress
            stage={`Sending ${sending.name}`}
            done={kb(sending.sent)}
            total={Math.max(1, kb(sending.bytes))}
            unit="kB"
          />
          <button type="button" onClick={() => stop.current?.abort()}>
            Stop
          </button>
        </>
      )}
      {error === undefined ? undefined : <ErrorLine error={error} />}
    </section>
  );
}

const kb = (bytes: number): number => Math.round(bytes / 1000);
