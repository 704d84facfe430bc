/** What a person does in a browser, counted: keys, clicks, proposals that are read. A field that is typed into is a click. */
import type { Page } from "playwright-core";

/** A person who reads each proposal, at a slow hand's pace: seconds for a key, a click, a proposal that is read. */
const SECONDS = { key: 0.5, click: 4, proposal: 20 } as const;

/** A hand that counts what it does. */
export class Hand {
  keys = 0;
  clicks = 0;
  read = 0;
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async press(key: string): Promise<void> {
    this.keys++;
    await this.page.keyboard.press(key);
  }

  async type(label: string | RegExp, words: string): Promise<void> {
    this.clicks++;
    this.keys += words.length;
    await this.page.getByLabel(label).first().fill(words);
  }

  async click(role: "button" | "link" | "checkbox" | "radio", name: string | RegExp): Promise<void> {
    this.clicks++;
    await this.page.getByRole(role, { name }).first().click();
  }

  /** Opens a list and chooses: two clicks. */
  async choose(label: string | RegExp, value: string | { readonly label: string }): Promise<void> {
    this.clicks += 2;
    await this.page.getByRole("combobox", { name: label }).first().selectOption(value);
  }

  /** Opens a list and types how the entry begins, up to its end: one click. */
  async pick(label: string | RegExp, entry: string): Promise<void> {
    this.clicks++;
    this.keys += entry.length + 1;
    await this.page.getByRole("combobox", { name: label }).first().selectOption({ label: entry });
  }

  get minutes(): number {
    const { key, click, proposal } = SECONDS;
    return (this.keys * key + this.clicks * click + this.read * proposal) / 60;
  }
}
