/** How the sign-in library learns who asks: set by us, never taken from the caller. */
export const CLIENT_ADDRESS_HEADER = "x-hamdel-client";
export const REQUEST_ID_HEADER = "x-hamdel-request";
