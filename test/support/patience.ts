/**
 * How long tests wait, in ms. No test measures the machine: these are guards against what hangs, and a machine that is
 * busy with other things stays far below them.
 */

/** One test, or one hook. */
export const TEST_GUARD = 3_600_000;

/** One program that a test starts and waits for. */
export const PROGRAM_GUARD = 1_200_000;

/** One thing that has to come: an element of a page, an answer, a line of a program. */
export const WAIT_GUARD = 300_000;
