/** Binds the app and says where it is. */
import { serve } from "@hono/node-server";
import type { ServerType } from "@hono/node-server";
import { PlumblineError } from "../errors.ts";
import { createApp } from "./app.ts";
import type { AppOptions } from "./app.ts";
import { startPath } from "./next.ts";
import { readPageFiles } from "./page-files.ts";

export interface Serving {
  /** The address to open. An owner's carries the one-time token in its fragment, which is never sent to a server. */
  readonly startAddress: string;
  readonly port: number;
  stop(): Promise<void>;
}

export interface ServeOptions extends Omit<AppOptions, "hosts" | "page"> {
  /** 0 for any free one. */
  readonly port: number;
  /** Address to bind; loopback otherwise. */
  readonly host?: string;
  /** Where the start address leads: a path of the page; the list of cases otherwise. */
  readonly opensAt?: string;
}

const LOOPBACK = "127.0.0.1";

/** The same at each start, so that a page that was open finds its server again. */
export const USUAL_PORT = 7586;

/**
 * Beyond loopback only with accounts, and under names of its own. A port that is taken is refused and not replaced by a free one:
 * a page left open there would send the cookie of the new session to somebody who has the port, because cookies do not tell
 * ports apart. Sessions of an earlier server end.
 * @throws PlumblineError USAGE if that is not so; STORE if the port is taken or the page has not been built.
 */
export async function serveSite({
  port,
  host = LOOPBACK,
  opensAt = "/",
  ...options
}: ServeOptions): Promise<Serving> {
  const { entry, publicNames = [] } = options;
  if (host !== LOOPBACK && (entry.kind !== "accounts" || publicNames.length === 0))
    throw new PlumblineError("USAGE", "Beyond this machine a server needs accounts and a name.", {
      setting: "publicNames",
      hint: "Give it both, and put a proxy with TLS in front.",
    });
  let bound = port;
  const hosts = () => [`127.0.0.1:${bound}`, `localhost:${bound}`, `[::1]:${bound}`, ...publicNames];
  const app = createApp({ ...options, page: readPageFiles(), hosts });
  const server = await new Promise<ServerType>((resolve, reject) => {
    const started = serve({ fetch: app.fetch, hostname: host, port }, (info) => {
      bound = info.port;
      // In the turn in which the port is bound: no request comes before, and where it is not bound another server goes on.
      const ended = entry.kind === "accounts" ? entry.accounts.endSessions() : Promise.resolve();
      ended.then(() => resolve(started), reject);
    });
    started.once("error", (cause: NodeJS.ErrnoException) => reject(cannotBind(host, port, cause)));
  });
  const token = entry.kind === "owner" ? `#${entry.owner.token ?? ""}` : "";
  return {
    startAddress: `${publicNames[0] === undefined ? `http://127.0.0.1:${bound}` : `https://${publicNames[0]}`}${startPath(opensAt)}${token}`,
    port: bound,
    stop: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      });
    },
  };
}

function cannotBind(host: string, port: number, cause: NodeJS.ErrnoException): PlumblineError {
  const message =
    cause.code === "EADDRINUSE"
      ? "Another program has this port; it may be a Plumbline that runs already."
      : "The port cannot be used.";
  const hint = "Stop that program, or choose another port; 0 is any free one.";
  return new PlumblineError("STORE", message, { where: `${host}:${port}`, setting: "port", hint, cause });
}
