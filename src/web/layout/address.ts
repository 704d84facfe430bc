/**
 * Every state has an address: `/cases/CASE/SCREEN/ITEM?name=value`. Values are plain text, so that an address can be read,
 * shared and typed. `plumb` names what the line hangs from, `line` which way it goes down; screens take other names.
 */
import { useNavigate, useParams, useRouterState, useSearch } from "@tanstack/react-router";
import { useCallback, useState } from "react";

export type Search = Readonly<Record<string, string | undefined>>;

export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

export function stringifySearch(search: Record<string, unknown>): string {
  const pairs = Object.entries(search).flatMap(([name, value]) =>
    typeof value === "string" && value !== "" ? [[name, value]] : [],
  );
  const text = new URLSearchParams(pairs).toString();
  return text === "" ? "" : `?${text}`;
}

export interface Address {
  readonly caseName: string;
  readonly screen: string;
  /** What the screen is about: a label or an id. */
  readonly item: string | undefined;
  readonly search: Search;
}

export function useAddress(): Address {
  const params = useParams({ strict: false }) as { readonly caseName?: string; readonly item?: string };
  const search = useSearch({ strict: false }) as Search;
  const screen = useRouterState({ select: ({ location }) => location.pathname.split("/")[3] ?? "" });
  return { caseName: params.caseName ?? "", item: params.item, screen, search };
}

/** Changes some of the search values in place; undefined takes one away. The line hangs on unless told otherwise. */
export function useGo(): (changes: Search, options?: { readonly replace?: boolean }) => void {
  const navigate = useNavigate();
  return useCallback(
    (changes, options) =>
      void navigate({
        to: ".",
        search: (old: object) => ({ ...old, ...changes }),
        replace: options?.replace ?? false,
        resetScroll: false,
      } as never),
    [navigate],
  );
}

/** What a name of the address points to, already while the address is still on its way there. */
export interface Here {
  readonly id: string | undefined;
  /** Points it elsewhere, in place; the line that hung is let go. */
  readonly go: (to: string) => void;
}

export function useHere(name: string): Here {
  const { search } = useAddress();
  const go = useGo();
  const at = search[name];
  /** Where it is going, and the places that it has left on the way. */
  const [going, setGoing] = useState<{
    readonly to: string;
    readonly left: readonly (string | undefined)[];
  }>();
  const isUnderWay = going !== undefined && going.to !== at && going.left.includes(at);
  if (going !== undefined && !isUnderWay) setGoing(undefined);
  return {
    id: isUnderWay ? going.to : at,
    go: (to) => {
      setGoing((was) => ({ to, left: [...(was === undefined ? [] : [...was.left, was.to]), at] }));
      go({ [name]: to, plumb: undefined, line: undefined }, { replace: true });
    },
  };
}

/** Path of an item on a screen. */
export function pathTo(caseName: string, screen: string, item?: string): string {
  const parts = ["cases", caseName, screen, ...(item === undefined ? [] : [item])];
  return `/${parts.map(encodeURIComponent).join("/")}`;
}
