import { describe, expect, it } from "vitest";
import { Refusal } from "../client.ts";
import { CaseForms } from "./case-forms.ts";
import type { There, Work } from "./case-forms.ts";

const BLANK = { why: "", tlp: "AMBER+STRICT" };
const form = (why: string) => ({ ...BLANK, why });
const there = (why: string, revision: string): There => ({ key: "f", form: form(why), revision });

/** A window that has been told what the server keeps. */
function opened(...texts: readonly There[]): CaseForms {
  const forms = new CaseForms();
  forms.met(texts);
  return forms;
}

/** The one thing that is to be sent. */
function only(forms: CaseForms): Work {
  const works = forms.waiting();
  expect(works.length).toBe(1);
  return works[0]!;
}

describe("forms of one window", () => {
  it("send what is typed on what they have seen, and go on from their own last word", () => {
    const forms = opened(there("Before.", "r1"));
    expect([forms.shown("f"), forms.state("f")]).toEqual([form("Before."), "there"]);
    forms.type("f", form("Before, and more."), BLANK);
    const work = only(forms);
    expect(work).toMatchObject({ name: "f", was: "r1", typed: { form: form("Before, and more.") } });
    // Typed on while it is on its way.
    forms.type("f", form("Before, and much more."), BLANK);
    forms.done(work);
    expect(forms.unsaved).toBe(true);
    const next = only(forms);
    expect(next.was).toBe(work.typed === undefined ? "" : work.revision);
    forms.done(next);
    expect([forms.unsaved, forms.state("f"), forms.waiting()]).toEqual([false, "there", []]);
    expect(forms.shown("f")).toEqual(form("Before, and much more."));
  });

  it("send nothing before they know what is kept, and then keep the fields of both", () => {
    const forms = new CaseForms();
    forms.type("f", { ...BLANK, what: "typed at once" }, BLANK);
    expect(forms.waiting()).toEqual([]);
    forms.met([there("From before.", "r1")]);
    expect(forms.shown("f")).toEqual({ ...form("From before."), what: "typed at once" });
    expect(only(forms).was).toBe("r1");
  });

  it("tell a change in another window from their own whose answer was lost", () => {
    const forms = opened();
    forms.type("f", form("Mine."), BLANK);
    const lost = only(forms);
    forms.type("f", form("Mine, longer."), BLANK);
    forms.met([there("Mine.", lost.typed === undefined ? "" : lost.revision)]);
    expect(forms.clashes()).toEqual([]);
    expect(only(forms).was).toBe(lost.typed === undefined ? "" : lost.revision);
    forms.met([there("Of the other window.", "r9")]);
    expect(forms.state("f")).toBe("clash");
    expect(forms.waiting()).toEqual([]);
    expect(forms.clashes()).toEqual([
      { name: "f", mine: form("Mine, longer."), other: form("Of the other window.") },
    ]);
    // What is typed on stays a conflict until somebody chooses.
    forms.type("f", form("Mine, longer still."), BLANK);
    expect(forms.state("f")).toBe("clash");
    forms.keepMine("f");
    expect(only(forms).was).toBe("r9");
  });

  it("take the other's text, or nothing, on request alone", () => {
    const forms = opened(there("Before.", "r1"));
    forms.type("f", form("Mine."), BLANK);
    forms.met([]);
    expect(forms.clashes()).toEqual([{ name: "f", mine: form("Mine."), other: undefined }]);
    forms.keepMine("f");
    expect(only(forms).was).toBeNull();
    forms.takeOther("f");
    expect([forms.shown("f"), forms.unsaved]).toEqual([undefined, false]);
  });

  it("see no conflict where both typed the same", () => {
    const forms = opened();
    forms.type("f", form("The same."), BLANK);
    forms.met([there("The same.", "r5")]);
    expect([forms.unsaved, forms.clashes()]).toEqual([false, []]);
  });

  it("forget there what they have seen, and not what another window has typed since", () => {
    const forms = opened(there("Before.", "r1"));
    forms.drop("f");
    expect(forms.shown("f")).toBeUndefined();
    expect(only(forms)).toEqual({ name: "f", typed: undefined, was: "r1" });
    forms.met([there("Typed on elsewhere.", "r2")]);
    expect(forms.waiting()).toEqual([]);
    expect(forms.shown("f")).toEqual(form("Typed on elsewhere."));
    // Typed again while it is being forgotten: written on nothing.
    forms.drop("f");
    const dropping = only(forms);
    forms.type("f", form("Anew."), BLANK);
    forms.done(dropping);
    expect(forms.clashes()).toEqual([]);
    expect(only(forms).was).toBeNull();
    // Before it is known what is kept, nothing that was never shown is forgotten.
    const early = new CaseForms();
    early.type("f", form("Typed."), BLANK);
    early.drop("f");
    early.met([there("Before.", "r1")]);
    expect([early.waiting(), early.shown("f")]).toEqual([[], form("Before.")]);
  });

  it("do not ask again for what was refused, until it is changed", () => {
    const forms = opened();
    forms.type("f", form("Too much."), BLANK);
    const refusal = new Refusal("REQUEST_LIMIT", "Too much.", "Less.");
    forms.refuse(only(forms), refusal);
    expect([forms.state("f"), forms.waiting(), forms.unsaved]).toEqual([refusal, [], true]);
    forms.type("f", form("Less."), BLANK);
    expect(only(forms).was).toBeNull();
  });
});
