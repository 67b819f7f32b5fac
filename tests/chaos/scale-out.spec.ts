import { testRow } from "./row-spec.ts";
import { scaleOut } from "./rows/scale-out.ts";

testRow(scaleOut);
