import { testRow } from "./row-spec.ts";
import { doublePost } from "./rows/double-post.ts";
import { handBack } from "./rows/hand-back.ts";
import { takeover, takeoverModel } from "./rows/takeover.ts";

for (const row of [takeover, takeoverModel, handBack, doublePost]) testRow(row);
