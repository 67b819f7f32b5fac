import { testRow } from "./row-spec.ts";
import { modelOutage } from "./rows/model.ts";

testRow(modelOutage);
