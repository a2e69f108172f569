/** The leg of the person a call is put through to. */
export const TRANSFER = "transfer";
