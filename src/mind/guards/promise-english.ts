import type { PromiseWords } from "./promise-words.ts";

const MONEY =
  "(?:refund|money|credit|compensation|voucher|coupon|discount|cash ?back|reimbursement|replacement|gift)s?";
const WE_DO =
  "(?:we|i|the desk|our team|they|a colleague|you)(?:ll| will| shall| are going to| am going to| can| have| has|ve|re| are| is| do)?";
const COUNT = "(?:\\d+|an?|one|two|three|four|five|six|seven|ten|a few|few|twenty four|forty eight)";
const UNIT = "(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|business days?|working days?)";

/** English, folded: no apostrophes, so "we'll" is "well" and "you're" is "youre". */
export const english: PromiseWords = {
  harmless: [
    / (?:did|do|have) you (?:\S+ ){0,2}(?:pay|paid)(?= )/g,
    / (?:about|into|on|regarding|(?:waiting|wait|waited)(?:(?! (?:we|i|well|ill|youll|itll|will|shall|so|but) ) \S+){0,4} for) (?:an? |the |your |that |this |any )?(?:refund|compensation|replacement|discount|voucher|coupon|money back)(?= )/g,
    / (?:refund|compensation|replacement|discount|voucher|coupon) (?:\S+ ){0,2}?(?:not|never|missing|late)(?= )/g,
    / you(?: \S+)? (?:want|need|expect|wish for|wrote about|ask for) (?:\S+ ){0,4}?(?:refund|compensation|replacement|discount|voucher|money back|new one)(?= )/g,
    / (?:request|wish) (?:for|about) (?:the |your |a )?money back(?= )/g,
    new RegExp(
      ` (?:your|the|a|this) (?:request|wish|question|claim|application) (?:for|about|to) (?:an? |the |your )?(?:\\S+ ){0,2}${MONEY}(?: back)?(?= )`,
      "g",
    ),
    / (?:refund|compensation|replacement|credit|reimbursement) (?:request|question|claim|application)(?= )/g,
    / you (?:asked|ask|want|wanted|wish|requested|wrote|said|told us|mention|mentioned|expect|expected|were told|were promised|have been waiting)(?:(?! (?:we|i|well|ill|youll|itll|will|shall|so|but) ) \S+){0,9}/g,
    / (?:cannot|cant|can not|could not|do not|dont|will not|wont|not able to|unable to|no one can|nobody can|without being able to) (?:yet |now )?(?:promise|guarantee|say|confirm|decide|refund|credit|compensate|tell you)(?:(?! (?:we|i|well|ill|youll|itll|will|shall|so|but) ) \S+){0,8}/g,
    / (?:whether|if) (?:an? |the |your |any )?(?:refund|compensation|replacement|credit|discount|voucher|coupon)(?:(?! (?:we|i|well|ill|youll|itll|will|shall|so|but) ) \S+){0,6}/g,
    / (?:well|we will|will) (?:ask|check|find out|note|record|pass on) (?:whether|if|your|the) (?:\S+ ){0,4}(?:refund|compensation|replacement)s?(?= )/g,
  ],
  certain: [
    / (?:fees?|charges?|amounts?|costs?|fines?|sum|claim)(?: you (?:wrote|asked|complained) about| you (?:mention|mentioned|paid|named))? (?:is|are|has been|have been|will be) (?:now |already )?(?:waived|refunded|credited|approved|granted|returned|reversed|cancelled)(?= )/,
  ],
  remedies:
    / (?:refund|refunds|refunded|refunding|reimburse\S*|compensat\S*|repay\S*|voucher|vouchers|coupon|coupons|discount|discounts|gift|gifts|cashback|waive|waived|waiver|replacement|replacements|guarantee\S*|promise|promised|swear|liable|liability|negligen\S*|damages|entitled|goodwill|money back|every cent|free of charge|for free|at no cost|on the house|legally responsible|our fault|at fault|not be charged|make it right|make up for|brand new|shipped to you|new one)(?= )/,
  commitments: [
    / (?:money|amount|price|half|charge|payment|transfer|sum|all of it|what you paid|it) (?:\S+ ){0,3}?(?:comes?|goes|will come|will go|getting|coming|going|back to|returns?) (?:\S+ )?(?:back|to you|to your)(?= )/,
    / (?:get|getting|give|giving|pay|paying|return|returning) (?:you )?(?:it|that|what you paid|this|the amount)(?: back)?(?= )/,
    / (?:send|sending|ship|shipping|bring) (?:you |out )?(?:another|a second|one more|a different)(?= )/,
    / (?:bear|cover|carry|absorb) (?:\S+ ){0,2}?(?:costs?|loss|losses|fees?|price)(?= )/,
    / (?:store credit|gift card|(?:into|in|to) your wallet)(?= )/,
    / (?:okayed|approved|accepted|granted|agreed to|signed off(?: on)?) (?:your|this|the) (?:\S+ )?(?:claim|request|refund|demand|complaint)(?= )/,
    / (?:money|sum|amount|cash)(?: \S+){0,4}? yours(?= )/,
    / (?:commit|committed|count on|bank will|you have my word|knock|take (?:\S+ ){1,3}off|pay you|paying you|receive [$€£]?\d)\S*(?= )/,
    new RegExp(` ${WE_DO} (?:\\S+ ){0,3}?(?:refund|reimburse|compensate|credit|waive|repay|pay)(?:ed|ing|d)?(?= )`),
    / (?:ill|well|theyll) (?:\S+ ){0,2}?(?:refund|reimburse|compensate|credit|waive|repay|pay|replace|guarantee)(?= )/,
    new RegExp(
      ` ${WE_DO} (?:\\S+ ){0,2}?(?:give|send|offer|issue|arrange|get|receive|grant|transfer|return)(?:s|ed|ing)? (?:\\S+ ){0,4}?${MONEY}(?= )`,
    ),
    new RegExp(
      ` (?:ill|well|youll|youre getting|theyll) (?:\\S+ ){0,2}?(?:give|send|offer|issue|arrange|get|receive|grant|transfer|return|have) (?:\\S+ ){0,4}?${MONEY}(?= )`,
    ),
    new RegExp(
      ` ${MONEY} (?:\\S+ ){0,3}?(?:will be|shall be|has been|have been|is being|is|are|was|were) (?:now |already |fully )?(?:issued|approved|processed|sent|applied|granted|refunded|credited|returned|paid|transferred|added|confirmed|on its way|on the way|yours)(?= )`,
    ),
    / (?:will|shall|going to) be (?:fully |partially )?(?:refunded|credited|reimbursed|compensated|waived|repaid|paid back|replaced)(?= )/,
    / (?:has|have) been (?:fully |partially )?(?:refunded|credited|reimbursed|compensated|waived)(?= )/,
    / (?:guarantee|guaranteed|guarantees)(?= )/,
    / (?:i|we) (?:can |do )?(?:promise|swear|assure you|give you my word)(?= )/,
    / (?:we|i|ill|well) (?:will |shall |can |are going to )?(?:send|ship|give|get) you (?:a |an |another )?(?:new|another|free|replacement)(?= )/,
    / (?:free of charge|for free|at no cost|on us|on the house|no charge)(?= )/,
    / \d+ ?(?:%|percent) (?:off|discount|voucher|refund|cash)/,
    / (?:we are|were|i am|company is|organisation is) (?:fully |legally |solely )?(?:liable|at fault|legally responsible|negligent)(?= )/,
    / (?:we|i) (?:admit|accept|take|assume) (?:\S+ ){0,2}?(?:liability|legal responsibility|negligence|guilt)(?= )/,
    / (?:pay|cover) (?:\S+ ){0,2}?(?:damages?|losses|costs|expenses)(?= )/,
  ],
  future:
    / (?:will|shall|going to|ill|well|youll|itll|theyll|expect|arrives?|arriving|delivered|be solved|be resolved|be fixed|comes|have it|hear from us|reply|get back|have it|you have (?:an?|the|it|your)|you (?:receive|get)|receives?|is due|be there|fixed|solved|resolved)(?= )/,
  deadline: new RegExp(
    ` (?:(?:with)?in (?:the next |less than |at most |under )?${COUNT} ${UNIT}|(?:by|before|until|on|this|next) (?:\\S+ )?(?:tomorrow|tonight|today|noon|midnight|morning|evening|monday|tuesday|wednesday|thursday|friday|saturday|sunday|week|month|end of|\\d+(?: \\d+)?(?: ?[ap]m)?)|tomorrow|tonight|today|right away|immediately|at once|straight away|asap|next (?:week|month)|in \\d+ ?h|${COUNT} ${UNIT} (?:from now|at most|at the latest))(?= )`,
  ),
};
