import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPlainLink, linkForm } from "./address.ts";
import { countJoined, joinedLink } from "./joining.ts";
import { decodePunycode } from "./punycode.ts";
import { REDIRECTORS, TRACKING } from "./rules.ts";

/** What stands in hostile addresses, and in ordinary ones. */
const piece = fc.oneof(
  fc.constantFrom(
    ..."a b.c / // . .. /./ /../ ? & = # #! #/ % %2 %2e %2F %41 %zz %25 %C3%A9 %c3 %D0%BF %E2%80%AE \\ | { } é ы 你 \u202e \u200b \ud800 @ : ; , ' ( ) &amp; &#38; amp /amp .amp.html www. m. mobile. xn-- utm_source=x v= v=abc".split(
      " ",
    ),
    " ",
  ),
  fc.string({ maxLength: 4, unit: "binary" }),
);
const host = fc.constantFrom(
  "example.org",
  "WWW.Example.org.",
  "m.www.example.org",
  "www.gov.uk",
  "пример.рф",
  "xn--e1afmkfd.xn--p1ai",
  "xn--zzzz99999.org",
  "youtu.be",
  "m.youtube.com",
  "twitter.com",
  "l.facebook.com",
  "www.google.com",
  "amp.example.org",
  "x-org.cdn.ampproject.org",
  "127.1",
);
const start = fc.constantFrom(
  "https://",
  "http://",
  "HTTP://u:p@",
  "https://l.facebook.com/l.php?u=https%3A%2F%2F",
  "https://www.google.com/amp/s/",
  "https://a.cdn.ampproject.org/c/s/",
);
const hostile = fc
  .tuple(
    start,
    host,
    fc.constantFrom("", ":80", ":443", ":0443", ":8080", ":"),
    fc.array(piece, { maxLength: 8 }),
  )
  .map(([from, at, port, rest]) => from + at + port + rest.join(""));

describe("the one spelling of a link", () => {
  it("is reached at once, whatever the address is made of", () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ maxLength: 40 })), (text) => {
        const form = linkForm(text);
        if (form === undefined) return;
        expect(linkForm(form)).toBe(form);
        expect(form).toMatch(/^https?:\/\/[^/?#@]+\//);
      }),
      { numRuns: 5000 },
    );
  });
  it("is that of the platform's parser: both lead a browser to the same place", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const form = linkForm(text);
        if (
          form === undefined ||
          !URL.canParse(text) ||
          /[\\&?#\0- \x7f]|%[^0-9a-f]|%.?[^0-9a-f]|%$/iu.test(text)
        )
          return;
        const place = (url: string) => {
          const { protocol, hostname, port, pathname } = new URL(url);
          return [protocol, hostname.replace(/\.+$/, ""), port, linkForm(`http://a.org${pathname}`)];
        };
        expect(place(form)).toEqual(place(text));
      }),
      { numRuns: 5000 },
    );
  });
  it("is what a plain address has already", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const plain = text.replaceAll(/[^A-Za-z0-9:/.?=&_-]/g, "").toLowerCase();
        if (!isPlainLink(plain)) return;
        // Seen as in need of reading, and found in need of nothing.
        expect(linkForm(`${plain}#x`)).toBe(plain);
      }),
      { numRuns: 5000 },
    );
  });
  it("keeps apart what may be two pages", () => {
    for (const [a, b] of [
      ["http://example.org:443/", "http://example.org/"],
      ["https://example.org/a%2Fb", "https://example.org/a/b"],
      ["https://example.org/a%3Fb", "https://example.org/a?b"],
      ["https://example.org/A", "https://example.org/a"],
      ["https://example.org/%25C3", "https://example.org/%C3"],
      ["https://example.org/a+b", "https://example.org/a%20b"],
      ["https://example.org/#/a", "https://example.org/#/b"],
      ["https://user@a.org/", "https://user.a.org/"],
    ] as const)
      expect(linkForm(a), a).not.toBe(linkForm(b));
  });
  it("takes time that grows with the length alone", () => {
    const long = 300_000;
    for (const unit of [
      "&amp;",
      "?",
      "&",
      "/..",
      "/",
      "%",
      "%C3",
      "#",
      "&#0",
      ".",
      "@",
      "www.",
      "xn--",
      "é",
    ]) {
      for (const text of [
        `https://example.org/${unit.repeat(long / unit.length)}x`,
        `https://${unit.repeat(long / unit.length)}.org/`,
      ]) {
        const begun = performance.now();
        joinedLink(text);
        expect(performance.now() - begun, unit).toBeLessThan(20_000);
      }
    }
  });
});

describe("punycode", () => {
  it("is read as the platform writes it", () => {
    const letters = fc.string({
      unit: fc.constantFrom(...Array.from("abzйцуёüößñ你好日本語한국어עבריתالعربية")),
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(letters, (label) => {
        const address = `http://${label}.org/`;
        if (!URL.canParse(address)) return;
        const [ascii = ""] = new URL(address).hostname.split(".");
        if (ascii.startsWith("xn--"))
          expect(new URL(`http://${decodePunycode(ascii.slice(4))}.org/`).hostname).toBe(`${ascii}.org`);
      }),
    );
  });
  it("is refused where it stands for nothing", () => {
    for (const label of ["", "99999999", "a-\u00e9", "zzzzzzzz", "-".repeat(70)])
      expect(typeof decodePunycode(label)).toMatch(/undefined|string/);
    expect(linkForm("https://xn--a.org/")).toBe("https://xn--a.org/");
  });
});

describe("the page of a link", () => {
  it("is reached at once, and is in its one spelling", () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ maxLength: 40 })), (text) => {
        const page = joinedLink(text);
        expect(page === undefined).toBe(linkForm(text) === undefined);
        if (page === undefined) return;
        expect(linkForm(page)).toBe(page);
        expect(joinedLink(page)).toBe(page);
        expect(joinedLink(linkForm(text)!)).toBe(page);
      }),
      { numRuns: 5000 },
    );
  });
  it("differs where a parameter that is none of the named ones differs", () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    const value = fc.stringMatching(/^[A-Za-z0-9]{1,8}$/);
    const site = fc.constantFrom(
      "example.org",
      "www.example.org",
      "youtube.com",
      "x.com",
      "vk.com",
      "google.com",
    );
    const known = new RegExp(`^(?:${TRACKING.join("|").replaceAll("*", ".*")}|amp|s|t|si|pp|feature|rdt)$`);
    fc.assert(
      fc.property(site, word, value, value, (at, name, one, other) => {
        fc.pre(!known.test(name) && one !== other);
        const of = (is: string) => joinedLink(`https://${at}/a?${name}=${is}&utm_source=${is}`);
        expect(of(one)).not.toBe(of(other));
        expect(of(one)).toContain(`${name}=${one}`);
      }),
    );
  });
  it("is on another host only where the rules name one", () => {
    const site = fc.stringMatching(/^[a-z]{2,6}\.(?:org|com|de|co\.uk|be|com\.br)$/);
    fc.assert(
      fc.property(site, fc.constantFrom("", "www.", "m.", "mobile.", "amp.", "news."), (name, prefix) => {
        fc.pre(!["x.com", "twitter.com", "youtu.be"].includes(name));
        const page = new URL(
          joinedLink(`http://${prefix}${name}/l?u=https://other.org/&q=https://other.org/`)!,
        );
        expect([name, `${prefix}${name}`]).toContain(page.hostname);
      }),
    );
  });
  it("is the target of a redirector only where that is an address", () => {
    for (const { host: at, path, parameters } of REDIRECTORS) {
      const to = (target: string) =>
        joinedLink(`https://${at}${path === "*" ? "/" : path}?x=1&${parameters[0]}=${target}`)!;
      expect(to("https%3A%2F%2Fwww.example.org%2Fa%3Fb%3D1")).toBe("https://example.org/a?b=1");
      for (const bad of [
        "",
        "a",
        "%2Fpath",
        "javascript%3Aalert(1)",
        "ftp%3A%2F%2Fexample.org%2F",
        "https%3A%2F%2F",
        "https%3A%2F%2Flocalhost%2F",
        "https%3A%2F%2Fexa%20mple.org%2F",
        "https%3A%2F%2F%5Bexample.org",
        "%E0%A4%A",
      ])
        expect(new URL(to(bad)).hostname, bad).toBe(at);
    }
  });
});

describe("what each rule joined", () => {
  it("adds up to the addresses less the pages", () => {
    fc.assert(
      fc.property(fc.uniqueArray(hostile, { minLength: 1, maxLength: 40 }), (texts) => {
        const classes = new Map<string, string[]>();
        for (const text of texts) {
          const page = joinedLink(text);
          if (page !== undefined) classes.set(page, [...(classes.get(page) ?? []), text]);
        }
        const several = [...classes.values()].filter((own) => own.length > 1);
        const counted = Object.values(countJoined(several, true)).reduce((sum, n) => sum + n, 0);
        expect(counted).toBe(several.reduce((sum, own) => sum + own.length - 1, 0));
      }),
      { numRuns: 500 },
    );
  });
  it("is said of the rule after which two are the same", () => {
    expect(
      countJoined(
        [["HTTP://a.org/x", "http://a.org/x", "https://a.org/x", "https://www.a.org/x?utm_source=b"]],
        true,
      ),
    ).toEqual({ case: 1, scheme: 1, tracking: 1 });
    expect(countJoined([["http://a.org/%7Ex", "http://a.org/~x"]], false)).toEqual({ escapes: 1 });
    expect(countJoined([["http://a.org/x"]], true)).toEqual({});
  });
});
