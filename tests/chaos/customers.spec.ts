import { testRow } from "./row-spec.ts";
import { bursts } from "./rows/bursts.ts";
import { flood } from "./rows/flood.ts";

for (const row of [bursts, flood]) testRow(row);
