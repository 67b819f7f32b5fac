import type { PromiseLanguage } from "./promise-language.ts";

const DOES =
  "call|ring|phone|write|reply|answer|email|message|text|contact|send|ship|deliver|dispatch|refund|return|repay|transfer|pay|credit|replace|repair|fix|solve|resolve|check|look|find|ask|let|tell|inform|update|get|be|have|hear|receive|arrive|reach|come|visit|follow|arrange|confirm|finish|do|sort";

export const english: PromiseLanguage = {
  commits: new RegExp(
    ` (?:(?:i|we|it|they|you|he|she|somebody|someone|(?:my|our|a|the|your) \\S+)(?: \\S+)? (?:will|shall|am going to|are going to|is going to|am|are|is to)|im|ill|well|youll|itll|theyll|hell|shell|will) (?:(?:personally|also|then|definitely|surely|certainly|now|try to|be able to|gladly) )?(?:${DOES})(?:ing|ed)?(?= )`,
  ),
  harmless:
    / (?:you (?:said|told|were told|wrote|mentioned)|(?:i|we) (?:cannot|cant|can not|could not|do not|dont) (?:promise|say|know|tell)|will not|wont|if you|once you)(?= )/,
  spans: [
    / (?:within|in|in under|in less than|after|in about|in max|at most in) (?:the next |at most |about |around |less than )?(?<count>\S+)(?: of)? (?:working |business )?(?<unit>minutes?|mins?|hours?|hrs?|days?|weeks?)(?= )/,
    / (?:within|in) the (?<unit>hour|day|week)(?= )/,
    / (?<count>\d+) (?<unit>minutes?|mins?|hours?|hrs?|days?|weeks?) (?:from now|at most|max|at the latest)(?= )/,
  ],
  numbers: {
    a: 1,
    an: 1,
    one: 1,
    two: 2,
    couple: 2,
    three: 3,
    few: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    ten: 10,
    twelve: 12,
  },
  units: [
    ["min", 1],
    ["hour", 60],
    ["hr", 60],
    ["day", 1_440],
    ["week", 10_080],
  ],
  wholes: [[/ half an hour(?= )/, 30]],
  days: [
    [/ today(?= )/, 0],
    [/ tonight(?= )/, 0],
    [/ (?:end of (?:the )?(?:day|business)|eod|cob)(?= )/, 0],
    [/ tomorrow(?= )/, 1],
    [/ (?:day after tomorrow)(?= )/, 2],
  ],
  weekdays: [
    / sunday(?= )/,
    / monday(?= )/,
    / tuesday(?= )/,
    / wednesday(?= )/,
    / thursday(?= )/,
    / friday(?= )/,
    / saturday(?= )/,
  ],
  parts: [
    [/ morning(?= )/, 12],
    [/ (?:noon|midday|lunch)(?= )/, 13],
    [/ afternoon(?= )/, 17],
    [/ evening(?= )/, 21],
    [/ (?:tonight|midnight)(?= )/, 24],
  ],
  clocks: [
    / (?:by|at|before|until|till|around) (?<hour>\d{1,2})(?: (?<minute>\d{2}))?(?= )/,
    / (?:by|at|before|until|till|around) (?<hour>\d{1,2})(?: (?<minute>\d{2}))? ?(?=(?:am|pm|a m|p m|o ?clock) )/,
    / (?<hour>\d{1,2})(?: (?<minute>\d{2}))? ?(?=(?:am|pm) )/,
  ],
  pm: / (?:\d+ ?)?(?:pm|p m|afternoon|evening|tonight)(?= )/,
  am: / (?:\d+ ?)?(?:am|a m|morning)(?= )/,
};
