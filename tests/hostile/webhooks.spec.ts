import { testRow } from "../chaos/row-spec.ts";
import { webhooks } from "./row.ts";

testRow(webhooks);
