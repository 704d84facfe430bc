/** `POST /identity`, `POST /identity/proof`: how an open page knows its server again before it sends what was typed. */
import { createRoute } from "@hono/zod-openapi";
import {
  identityKey,
  identityKeySchema,
  identityProofSchema,
  nonceSchema,
  proveIdentity,
} from "../../desk/index.ts";
import { answers, casePath, Router, takes } from "./router.ts";

const key = createRoute({
  method: "post",
  path: "/identity",
  summary: "A key by which the person's page knows this server again, after a restart, too",
  request: { params: casePath },
  responses: answers("Always the same for one person in one case.", identityKeySchema),
});

const proof = createRoute({
  method: "post",
  path: "/identity/proof",
  summary: "Prove that this is the server that gave the key",
  request: { params: casePath, body: takes(nonceSchema) },
  responses: answers("HMAC-SHA-256 of the nonce's digits under the key.", identityProofSchema),
});

export function identityRoutes() {
  return new Router()
    .answers(key, (context) => identityKey(context.get("seat")))
    .answers(proof, (context) => proveIdentity(context.get("seat"), context.req.valid("json")));
}
