import { webhooks } from "../hostile/row.ts";
import type { Row } from "./row.ts";
import { bursts } from "./rows/bursts.ts";
import { cutAnswers } from "./rows/cut-answers.ts";
import { database } from "./rows/database.ts";
import { doublePost } from "./rows/double-post.ts";
import { flood } from "./rows/flood.ts";
import { handBack } from "./rows/hand-back.ts";
import { kills, killsEmbedded } from "./rows/kills.ts";
import { limits } from "./rows/limits.ts";
import { modelOutage } from "./rows/model.ts";
import { opens } from "./rows/opens.ts";
import { redelivery } from "./rows/redelivery.ts";
import { redisLost } from "./rows/redis.ts";
import { scaleOut, workers } from "./rows/scale-out.ts";
import { stop, stopHanging } from "./rows/stop.ts";
import { takeover, takeoverModel } from "./rows/takeover.ts";

/** Everything that is done to a desk, in the order in which it is done. */
export const ROWS: readonly Row[] = [
  kills,
  scaleOut,
  killsEmbedded,
  opens,
  stop,
  stopHanging,
  workers,
  redisLost,
  database,
  redelivery,
  modelOutage,
  limits,
  cutAnswers,
  bursts,
  flood,
  takeover,
  takeoverModel,
  handBack,
  doublePost,
  webhooks,
];
