/**
 * A staged file as the peers read it: by their own column names, values as they stand in the file. Only account and time
 * are mapped, so that every other column comes through untouched. Memory: all text of the columns, as with the peers.
 */
import type { CntMessages, CooRTweetShares } from "../signals/index.ts";
import type { StagedShares } from "../store/staged-shares.ts";

export const coortweetMapping = "account=account_id,time=timestamp_share";
export const cntMapping = "account=user_id,time=timestamp";

/** @throws PlumblineError MAPPING_WRONG if a column is missing, STOPPED. */
export async function coortweetShares(staged: StagedShares): Promise<CooRTweetShares> {
  const { account, seconds, extra } = await staged.texts(["object_id", "content_id"]);
  return { object: extra["object_id"]!, account, content: extra["content_id"]!, time: seconds };
}

/** @throws PlumblineError MAPPING_WRONG if a column is missing, STOPPED. */
export async function cntMessages(staged: StagedShares): Promise<CntMessages> {
  const names = ["message_id", "repost_id", "reply_id", "message", "urls"];
  const { account, seconds, extra } = await staged.texts(names);
  return {
    message_id: extra["message_id"]!,
    user_id: account,
    repost_id: extra["repost_id"]!,
    reply_id: extra["reply_id"]!,
    message: extra["message"]!,
    timestamp: seconds,
    urls: extra["urls"]!,
  };
}
