import { testRow } from "./row-spec.ts";
import { cutAnswers } from "./rows/cut-answers.ts";
import { limits } from "./rows/limits.ts";
import { redelivery } from "./rows/redelivery.ts";

for (const row of [redelivery, limits, cutAnswers]) testRow(row);
