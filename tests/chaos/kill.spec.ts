import { testRow } from "./row-spec.ts";
import { kills, killsEmbedded } from "./rows/kills.ts";
import { opens } from "./rows/opens.ts";

for (const row of [kills, killsEmbedded, opens]) testRow(row);
