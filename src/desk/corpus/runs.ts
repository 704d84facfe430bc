/** Detectors over a server: a run is a job over the posts that the person who starts it may read. */
import { z } from "zod";
import { idSchema } from "../../model/refs.ts";
import { detectorById } from "../../signals/index.ts";
import { checkRun, detect } from "../../workbench/detect.ts";
import type { Seat } from "../seat.ts";
import type { JobView } from "./jobs.ts";

export const runSchema = z.strictObject({
  detector: z.string().min(1).max(64),
  /** By name; missing ones take their defaults. A list is a text with one entry a line. */
  parameters: z
    .record(z.string().max(64), z.union([z.string().max(4_000_000), z.number(), z.boolean()]))
    .default({}),
  seed: z.int().min(0).max(4_294_967_295).optional(),
  /** Short name by which others refer to the run, as in NAME#f2. */
  key: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9._-]{0,63}$/, "a key such as coshare-1")
    .optional(),
  for: idSchema.optional(),
});

/** @throws PlumblineError FORBIDDEN, NOT_FOUND, PARAMETER, KEY_TAKEN, NO_DATA, QUEUE_FULL. */
export async function startRun(seat: Seat, asked: z.infer<typeof runSchema>): Promise<JobView> {
  seat.demand("record");
  const { served, principal, reader } = seat;
  const { detector, parameters, seed, key } = asked;
  const { descriptor } = detectorById(detector);
  const actor = await seat.actor(asked.for);
  // What is wrong is said at once, not by the job.
  await checkRun(served.opened, {
    detector,
    parameters,
    reader,
    actor,
    ...(key === undefined ? {} : { key }),
  });
  return served.jobs.add(principal.person, "detect", descriptor.title, async ({ onProgress, signal }) => {
    const run = await detect(served.opened, {
      detector,
      parameters,
      actor,
      reader,
      onProgress,
      signal,
      ...(seed === undefined ? {} : { seed }),
      ...(key === undefined ? {} : { key }),
    });
    served.ring();
    seat.note("run", run.id);
    return { refs: [run.id], lines: run.body.findings.slice(0, 3).map(({ sentence }) => sentence) };
  });
}
