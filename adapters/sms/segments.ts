import { SegmentedMessage } from "sms-segments-calculator";
import type { ChannelLimits } from "../../src/ports/channel.ts";

/** More than the prepaid or free part of any price list would bear; beyond it a text points to the ticket's page. */
const MOST_SEGMENTS = 3;

/**
 * How many messages an operator bills for a text: 160 characters of GSM-7 (153 when split; `^{}\[~]|€` take two), or 70
 * UTF-16 units (67 when split) as soon as one character is none of GSM-7, which is every Persian and Arabic letter.
 * Source: GSM 03.38 and 03.40.
 */
export function segmentsOf(text: string): number {
  return new SegmentedMessage(text).segmentsCount;
}

/** The brevity of every SMS account. */
export const SMS_BRIEF: NonNullable<ChannelLimits["brief"]> = { units: segmentsOf, most: MOST_SEGMENTS };
