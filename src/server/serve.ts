/** Binds the app to loopback and says where it is. */
import { serve } from "@hono/node-server";
import type { ServerType } from "@hono/node-server";
import { PlumblineError } from "../errors.ts";
import { createApp } from "./app.ts";
import type { AppOptions } from "./app.ts";
import { readPageFiles } from "./page-files.ts";

export interface Serving {
  /** The address to open: it carries the one-time token in its fragment, which is never sent to a server. */
  readonly startAddress: string;
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * @param port 0 for any free one
 * @throws PlumblineError STORE if the port is taken or the page has not been built.
 */
export async function serveSite(options: Omit<AppOptions, "hosts" | "page">, port: number): Promise<Serving> {
  let bound = port;
  const hosts = () => [`127.0.0.1:${bound}`, `localhost:${bound}`, `[::1]:${bound}`];
  const app = createApp({ ...options, page: readPageFiles(), hosts });
  const server = await new Promise<ServerType>((resolve, reject) => {
    const started = serve({ fetch: app.fetch, hostname: "127.0.0.1", port }, (info) => {
      bound = info.port;
      resolve(started);
    });
    started.once("error", (cause: Error) =>
      reject(
        new PlumblineError("STORE", "The port cannot be used.", {
          where: `127.0.0.1:${port}`,
          hint: "Choose another with --port, or 0 for any.",
          cause,
        }),
      ),
    );
  });
  return {
    startAddress: `http://127.0.0.1:${bound}/start#${options.owner.token ?? ""}`,
    port: bound,
    stop: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      });
    },
  };
}
