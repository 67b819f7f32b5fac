import { holdFiveTimes } from "../five-times.ts";

holdFiveTimes("Arabic", ({ language }) => language === "ar");
