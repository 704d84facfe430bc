/** Where a file is dropped or chosen. It is sent to the server and waits there; nothing is imported yet. */
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { ErrorLine } from "../../components/error-line.tsx";
import { Progress } from "../../components/progress.tsx";
import { sendFile } from "../../data/imports.ts";
import { pathTo, useAddress } from "../../layout/address.ts";

interface Sending {
  readonly name: string;
  readonly bytes: number;
  readonly sent: number;
}

export function Drop() {
  const { room } = useAddress();
  const navigate = useNavigate();
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
      const upload = await sendFile(room, file, onSent, stop.current.signal);
      await navigate({
        to: pathTo(room, "corpus", "add"),
        search: { upload: upload.id, name: upload.name },
      } as never);
    } catch (refusal) {
      setError(refusal);
    } finally {
      setSending(undefined);
    }
  };
  const over = useDropped((file) => void send(file));
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
            CSV or another text with separators, NDJSON or Parquet, up to 4 GB. You see how it would be read
            before anything is imported.
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

/** Takes a file that is dropped anywhere on the page. @returns whether one hangs over it */
function useDropped(onFile: (file: File) => void): boolean {
  const [over, setOver] = useState(false);
  const dropped = useEffectEvent(onFile);
  useEffect(() => {
    const onOver = (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file !== undefined) dropped(file);
    };
    window.addEventListener("dragover", onOver);
    window.addEventListener("dragleave", onLeave);
    window.addEventListener("drop", onDrop);
    return () => {
      window.removeEventListener("dragover", onOver);
      window.removeEventListener("dragleave", onLeave);
      window.removeEventListener("drop", onDrop);
    };
  }, []);
  return over;
}

const kb = (bytes: number): number => Math.round(bytes / 1000);
