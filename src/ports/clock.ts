/** Time comes only from here, so that a test can own it. */
export interface Clock {
  now(): Date;
}
