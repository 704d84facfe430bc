/** Which methods an address takes, from the routes themselves. */
import type { Env, Hono } from "hono";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** The methods that have a handler at `path`, those that follow from them included; none where nothing is there. */
export function methodsAt<E extends Env>(app: Hono<E>, path: string): readonly string[] {
  const own = METHODS.filter((method) =>
    app.router.match(method, path)[0].some(([[, route]]) => route.method === method),
  );
  if (own.length === 0) return [];
  return [...own, ...(own.includes("GET") ? ["HEAD"] : []), "OPTIONS"];
}
