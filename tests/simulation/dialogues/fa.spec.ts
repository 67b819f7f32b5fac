import { holdFiveTimes } from "../five-times.ts";

holdFiveTimes("Persian", ({ language }) => language === "fa");
