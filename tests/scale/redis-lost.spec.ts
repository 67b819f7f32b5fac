import { testRow } from "../chaos/row-spec.ts";
import { redisLost } from "../chaos/rows/redis.ts";

testRow(redisLost);
