/**
 * A Jetstream on the loopback interface: events in order, `cursor` as the service has it (from that time on, the same events again), a
 * connection that is dropped when it is told to. Every account and text is made up.
 */
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import type { WebSocket } from "ws";

export interface JetstreamServer {
  readonly address: string;
  /** Cursors that were asked for, in order; undefined where none was. */
  readonly asked: (string | undefined)[];
  /** Bytes that wait because a client does not read. */
  readonly waiting: () => number;
  /** An event is there from now on. */
  add(...events: readonly JetEvent[]): void;
  /** Breaks every connection, without a word. */
  drop(): void;
  close(): Promise<void>;
}

export interface JetEvent {
  readonly time_us: number;
  readonly line: string;
}

export interface PostParts {
  readonly did: string;
  readonly rkey: string;
  readonly text: string;
  readonly collection?: string;
  readonly operation?: string;
}

/** One event as the service writes it. */
export function jetEvent(time_us: number, { did, rkey, text, ...more }: PostParts): JetEvent {
  const { collection = "app.bsky.feed.post", operation = "create" } = more;
  const createdAt = new Date(time_us / 1000).toISOString();
  const record = { $type: collection, createdAt, langs: ["en"], text };
  const commit = { rev: rkey, operation, collection, rkey, record, cid: `bafy${rkey}` };
  return { time_us, line: JSON.stringify({ did, time_us, kind: "commit", commit }) };
}

/** It keeps every event, for clients that ask for earlier ones. */
export async function jetstreamServer(): Promise<JetstreamServer> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
  await new Promise<void>((resolve) => {
    server.once("listening", () => resolve());
  });
  const events: JetEvent[] = [];
  const asked: (string | undefined)[] = [];
  server.on("connection", (socket: WebSocket, request) => {
    const cursor = new URL(request.url ?? "/", "ws://x").searchParams.get("cursor") ?? undefined;
    asked.push(cursor);
    if (cursor === undefined) return;
    for (const { time_us, line } of events) if (time_us >= Number(cursor)) socket.send(line);
  });
  return {
    address: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/subscribe`,
    asked,
    waiting: () => [...server.clients].reduce((sum, { bufferedAmount }) => Math.max(sum, bufferedAmount), 0),
    add: (...more) => {
      for (const event of more) {
        events.push(event);
        for (const socket of server.clients) socket.send(event.line);
      }
    },
    drop: () => {
      for (const socket of server.clients) socket.terminate();
    },
    close: async () => {
      for (const socket of server.clients) socket.terminate();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}
