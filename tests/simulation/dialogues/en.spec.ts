import { holdFiveTimes } from "../five-times.ts";

holdFiveTimes("English", ({ language }) => language === "en");
