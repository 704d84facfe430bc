import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ARTICLE } from "../../test/support/article.ts";
import { PLATFORM_FILES } from "../../test/support/platform-files.ts";
import { tempFolder } from "../../test/support/temp.ts";
import { formOf } from "./document-form.ts";

function formIn(name: string, content: string | Uint8Array): string {
  const path = join(tempFolder(), "file");
  writeFileSync(path, content);
  return formOf(path, name);
}

it.each([
  ["article.txt", ARTICLE],
  ["notes.md", "# Notes\n\nOne thing, another thing.\n"],
  ["page.html", "<!doctype html><p>Said.</p>"],
  ["saved", "<html><body><p>Said, and said again.</p></body></html>"],
  ["mail.eml", "From: a@x.example\nSubject: b\n\nText\n"],
  ["report.pdf", "%PDF-1.7\n"],
  ["letter.txt", "Dear Ann, dear Ben,\n\nwe met, as agreed, on Tuesday.\n"],
  ["one.txt", "A single line"],
])("reads %s as a document", (name, content) => {
  expect(formIn(name, content)).toBe("document");
});

it.each([
  ["posts.csv", "account,time,text\na,2031-03-01T10:00:00Z,b\n"],
  ["posts.txt", 'account,time,text\na,2031-03-01T10:00:00Z,"b, c"\n'],
  ["posts.txt", "account\ttime\na\t2031-03-01T10:00:00Z\n"],
  ["posts.txt", '{"account":"a"}\n'],
  ["posts.ndjson", '{"account":"a"}\n'],
  ["posts.zip", Buffer.from([0x50, 0x4b, 3, 4, 0, 0])],
  ["posts.gz", Buffer.from([0x1f, 0x8b, 8, 0])],
  ["nothing.csv", ""],
])("leaves %s to the import of posts", (name, content) => {
  expect(formIn(name, content)).toBe("posts");
});

it("leaves every export of a platform to the import of posts, pages of HTML among them", () => {
  const html = PLATFORM_FILES.filter(({ platform }) => /html/i.test(platform));
  expect(html.length).toBeGreaterThan(0);
  for (const { content } of html) expect(formIn("messages.html", content)).toBe("posts");
});
