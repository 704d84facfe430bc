/**
 * One seed for every property test, so that a run on another machine tries the same cases; `PLUMBLINE_SEED` takes another,
 * and `PLUMBLINE_SEED=random` a new one each time. What fails prints its seed and is kept as an example of its own.
 */
import fc from "fast-check";

const asked = process.env["PLUMBLINE_SEED"];
if (asked !== "random") fc.configureGlobal({ seed: asked === undefined ? 20_170_106 : Number(asked) });
