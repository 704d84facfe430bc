import { describe, expect, it } from "vitest";
import { PlumblineError } from "../errors.ts";
import { LAYOUTS } from "./layouts/index.ts";
import { guessMapping, parseMapping, resolveMapping } from "./mapping.ts";

const refused = (work: () => unknown): PlumblineError => {
  try {
    work();
  } catch (error) {
    if (error instanceof PlumblineError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
};

describe("a mapping given by the user", () => {
  const columns = ["author", "publish_date", "Body, full", "tags"];
  it("names fields and columns, without regard to case, plurals allowed, commas in a column's name kept", () => {
    expect(
      parseMapping("account=Author, time=publish_date,text=Body, full,hashtags=tags", columns, "f"),
    ).toEqual({
      account: "author",
      time: "publish_date",
      text: "Body, full",
      hashtag: "tags",
    });
  });
  it.each([
    ["account=author", "time"],
    ["account=author,time=when", "when"],
    ["account=author,time=publish_date,colour=tags", "colour"],
    ["author", "author"],
    ["account=author,account=tags,time=publish_date", "twice"],
    ["", ""],
  ])("%j is refused and says why", (text, word) => {
    const error = refused(() => parseMapping(text, columns, "f"));
    expect(error.code).toBe("MAPPING_WRONG");
    expect(error.message).toContain(word);
    expect(error.hint).toContain("publish_date");
  });
});

describe("layouts", () => {
  it.each([
    [
      "external_author_id,author,content,region,language,publish_date,following,followers,post_type,account_type,retweet,account_category",
      "ira-2016-csv",
    ],
    [
      "account,external_author_id,text,posted_at,language,region,post_type,account_type,account_category,followers,following,tco1,retweet",
      "ira-2016-parquet",
    ],
    ["object_id,account_id,content_id,timestamp_share", "coortweet"],
    ["message_id,user_id,username,repost_id,reply_id,message,timestamp,urls", "coordination-network-toolkit"],
    ["Time,Account,URL,notes", "plain"],
  ])("%s is %s", (header, id) => {
    expect(resolveMapping(undefined, header.split(","), "f").layout?.id).toBe(id);
  });
  it("map fields only to columns that are there", () => {
    expect(resolveMapping(undefined, ["Time", "Account", "URL", "notes"], "f").mapping).toEqual({
      account: "Account",
      time: "Time",
      url: "URL",
    });
  });
  it("have distinct ids and map account and time", () => {
    expect(new Set(LAYOUTS.map((one) => one.id)).size).toBe(LAYOUTS.length);
    for (const { mapping } of LAYOUTS)
      expect(mapping.account !== undefined && mapping.time !== undefined).toBe(true);
  });
  it("give way to a mapping by the user", () => {
    const given = resolveMapping(
      "account=username,time=timestamp",
      ["message_id", "user_id", "username", "repost_id", "reply_id", "message", "timestamp", "urls"],
      "f",
    );
    expect(given).toEqual({ mapping: { account: "username", time: "timestamp" }, layout: undefined });
  });
});

describe("columns that nobody knows", () => {
  it("are asked back with a mapping that can be given as it is", () => {
    const columns = ["tweet_id", "screen_name", "created_at", "full_text", "retweet_count", "lang"];
    const error = refused(() => resolveMapping(undefined, columns, "f"));
    expect(error.code).toBe("MAPPING_NEEDED");
    const proposal = error.proposed!;
    expect(parseMapping(proposal, columns, "f")).toEqual({
      account: "screen_name",
      time: "created_at",
      text: "full_text",
      post: "tweet_id",
      language: "lang",
    });
  });
  it("leave a question mark where nothing fits", () => {
    const error = refused(() => resolveMapping(undefined, ["alpha", "beta"], "f"));
    expect(error.hint).toContain("account=?,time=?");
    expect(error.message).toContain("alpha, beta");
  });
  it("use each column once, and propose names as they are", () => {
    expect(guessMapping(["user id", "id", "created at"])).toEqual({
      account: "user id",
      time: "created at",
      post: "id",
    });
    const error = refused(() => resolveMapping(undefined, ["user id", "created at"], "f"));
    expect(error).toMatchObject({ setting: "mapping", proposed: "account=user id,time=created at" });
    expect(error.hint).toBe("Check and correct: account=user id,time=created at");
  });
});

describe("a first line that is no header", () => {
  it.each([
    [["sep=", "column2"], "separator"],
    [["a", "2031-01-01T10:00:00Z", "x"], "looks like data"],
    [["1932905000", "hello"], "looks like data"],
    [["Report of 2031-01-02"], "one column only"],
  ])("%j: the refusal says so", (columns, word) => {
    const error = refused(() => resolveMapping(undefined, columns, "f"));
    expect(error.code).toBe("MAPPING_NEEDED");
    expect(error.message).toContain(word);
  });

  it("is not suspected in names", () => {
    const error = refused(() => resolveMapping(undefined, ["who", "2031 votes", "when"], "f"));
    expect(error.message).toBe("The columns are not a known layout: who, 2031 votes, when.");
  });
});
