import { afterEach, expect, it } from "vitest";
import { tempFolder } from "../../test/support/temp.ts";
import { UnsavedStore } from "./unsaved.ts";

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});
const folder = () => tempFolder((clean) => cleanups.push(clean));

/** Its secret as a program that opens the folder finds it. */
function secretIn(path: string): string {
  const store = new UnsavedStore(path);
  const secret = store.secret();
  expect(store.secret()).toBe(secret);
  store.close();
  return secret;
}

it("has one secret for each folder, which the next program finds, and a purge leaves", () => {
  const path = folder();
  const secret = secretIn(path);
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  const store = new UnsavedStore(path);
  store.clear();
  store.close();
  expect(secretIn(path)).toBe(secret);
  expect(secretIn(folder())).not.toBe(secret);
});

it("has a secret of its own where nothing can be written", () => {
  expect(secretIn(`${folder()}/missing`)).toMatch(/^[0-9a-f]{64}$/);
});
