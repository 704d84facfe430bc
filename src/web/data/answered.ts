import { useMutation, useQueryClient } from "@tanstack/react-query";

/** A change whose answer is the whole of what it changes: it takes the place of what is shown under this key. */
export function useAnswered<V, T>(queryKey: readonly unknown[], mutationFn: (change: V) => Promise<T>) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSuccess: (answer: T) => client.setQueryData(queryKey, answer) });
}

/** Refusing one of several proposals, or taking that back. */
export interface Refusing {
  readonly id: string;
  readonly refused: boolean;
}
