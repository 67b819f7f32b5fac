import { testRow } from "./row-spec.ts";
import { stop, stopHanging } from "./rows/stop.ts";

for (const row of [stop, stopHanging]) testRow(row);
