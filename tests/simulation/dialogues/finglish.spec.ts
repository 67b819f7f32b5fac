import { holdFiveTimes } from "../five-times.ts";

holdFiveTimes("Finglish", ({ language }) => language === "fa-Latn");
