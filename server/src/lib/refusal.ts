export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 503;

/** An expected "no": the HTTP edge turns it into the one failure shape. The message says what to do about it. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: RefusalStatus;
  readonly code: string;
  readonly details: unknown;

  constructor(status: RefusalStatus, code: string, message: string, details?: unknown) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

export const notFound = (what: string): Refusal => new Refusal(404, "not_found", `There is no ${what} with this id.`);
