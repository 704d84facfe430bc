import type { ReactNode } from "react";
import { explain } from "../glossary.ts";
import { Tip } from "./tip.tsx";

/** A term of the field, with its sentences from the glossary on hover and focus. @param of its heading there, in any case */
export function Term({ of, children = of }: { readonly of: string; readonly children?: ReactNode }) {
  const says = explain(of);
  return says === undefined ? children : <Tip says={says}>{children}</Tip>;
}
