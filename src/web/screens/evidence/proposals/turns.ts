/**
 * Accepting, refusing and taking back, each in its turn: what is pressed while an earlier act is being recorded waits, and is done
 * on the proposal that it was pressed on, as the case stands then. One that is refused ends those that wait behind it.
 */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { inOrder, latestProposals, useRefuse } from "../../../data/proposals.ts";
import type { Proposed } from "../../../data/proposals.ts";
import { lastAct } from "../../../data/undo.ts";
import { useAppend, useTakeBack } from "../../../data/write.ts";
import { recordsOf } from "./taking.ts";
import type { Changes, Writer } from "./taking.ts";

/** What was done last: its proposal, and the first of its records; a refusal has none. */
interface Done {
  readonly id: string;
  readonly record: string | undefined;
}

export interface Turns {
  /** Proposals whose acts wait or are being recorded. */
  readonly inHand: ReadonlySet<string>;
  /** Why the last one was refused, and which proposal it was of. */
  readonly failed: { readonly id: string; readonly error: unknown } | undefined;
  /** @returns whether it was recorded; false, too, where something of it is still open. */
  readonly accept: (id: string, changes: Changes, writer: Writer) => Promise<boolean>;
  readonly refuse: (id: string, refused: boolean) => Promise<boolean>;
  /** Takes back what was done last. */
  readonly back: () => Promise<boolean>;
}

/** @param onLeft opens a proposal on which something is left to do, while the document is still on the screen */
export function useTurns(caseName: string, artifact: string, onLeft: (id: string) => void): Turns {
  const client = useQueryClient();
  const append = useAppend(caseName);
  const refusing = useRefuse(caseName, artifact);
  const takeBack = useTakeBack(caseName);
  const [inHand, setInHand] = useState<ReadonlySet<string>>(new Set());
  const [failed, setFailed] = useState<Turns["failed"]>();
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const failures = useRef(0);
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);
  const onStay = (id: string) => {
    if (isShown.current) onLeft(id);
  };
  const done = useRef<readonly Done[]>([]);

  const inTurn = (id: string, work: () => Promise<boolean>): Promise<boolean> => {
    const seen = failures.current;
    setFailed(undefined);
    setInHand((ids) => new Set([...ids, id]));
    const turn = last.current.then(async () => {
      try {
        return seen === failures.current && (await work());
      } catch (error) {
        failures.current++;
        setFailed({ id, error });
        onStay(id);
        return false;
      } finally {
        setInHand((ids) => new Set([...ids].filter((one) => one !== id)));
      }
    });
    last.current = turn;
    return turn;
  };
  const now = (id: string): Proposed | undefined => {
    const view = latestProposals(client, caseName, artifact);
    return view && inOrder(view).find(({ standing }) => standing.id === id);
  };
  const accept: Turns["accept"] = (id, changes, writer) =>
    inTurn(id, async () => {
      const standing = now(id)?.standing;
      if (standing === undefined || standing.records.length > 0) return false;
      if (standing.batch.length === 0) {
        onStay(id);
        return false;
      }
      const [first] = await append.mutateAsync(recordsOf(standing.batch, changes, writer));
      done.current = [...done.current, { id, record: first?.id }];
      return true;
    });
  const refuse: Turns["refuse"] = (id, refused) =>
    inTurn(id, async () => {
      await refusing.mutateAsync({ id, refused });
      const others = done.current.filter((one) => one.id !== id || one.record !== undefined);
      done.current = refused ? [...others, { id, record: undefined }] : others;
      return true;
    });
  const back: Turns["back"] = () =>
    inTurn("", async () => {
      const was = done.current.at(-1);
      const act = lastAct(caseName);
      const isRefusal = was !== undefined && was.record === undefined;
      if (!isRefusal && act === undefined) return false;
      if (isRefusal) await refusing.mutateAsync({ id: was.id, refused: false });
      else await takeBack.mutateAsync(act!);
      // What was recorded elsewhere on the page since is taken back first.
      if (was !== undefined && (isRefusal || was.record === act?.records[0]?.id)) {
        done.current = done.current.slice(0, -1);
        onStay(was.id);
      }
      return true;
    });
  return { inHand, failed, accept, refuse, back };
}
