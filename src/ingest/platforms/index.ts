/** The list of platform readers, in the order in which they are asked. A new platform is one file and one line here. */
import { bluesky } from "./bluesky.ts";
import { blueskyRepository } from "./bluesky-repository.ts";
import type { Platform } from "./contract.ts";
import { crowdtangle } from "./crowdtangle.ts";
import { fourcat } from "./fourcat.ts";
import { gdeltEvents, gdeltMentions } from "./gdelt.ts";
import { mastodon } from "./mastodon.ts";
import { mediacloud } from "./mediacloud.ts";
import { metaLibraryCsv, metaLibraryJson } from "./meta-content-library.ts";
import { reddit } from "./reddit.ts";
import { telegram } from "./telegram.ts";
import { telegramHtml } from "./telegram-html.ts";
import { tiktokResearch } from "./tiktok-research.ts";
import { xOperations } from "./x-operations.ts";
import { xArchive, xV1 } from "./x-v1.ts";
import { twarcCsv, xV2 } from "./x-v2.ts";
import { youtube, youtubeTools } from "./youtube.ts";
import { zeeschuimer } from "./zeeschuimer.ts";

export const PLATFORMS: readonly Platform[] = Object.freeze([
  fourcat,
  zeeschuimer,
  xV1,
  xV2,
  twarcCsv,
  xOperations,
  xArchive,
  telegram,
  telegramHtml,
  reddit,
  bluesky,
  blueskyRepository,
  mastodon,
  youtube,
  youtubeTools,
  tiktokResearch,
  crowdtangle,
  metaLibraryCsv,
  metaLibraryJson,
  mediacloud,
  gdeltEvents,
  gdeltMentions,
]);
