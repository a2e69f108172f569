/** The server's "no", or no answer at all. `message` says what to do; `requestId` finds it in the server's log. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  readonly code: string;
  readonly requestId: string;
  readonly details: unknown;

  constructor(status: number, code: string, message: string, requestId = "", details?: unknown) {
    super(message);
    this.status = status;
    this.code = code;
    this.requestId = requestId;
    this.details = details;
  }
}

/** Reads the one failure shape; a proxy's own page becomes a problem too. */
export async function problemOf(response: Response): Promise<Problem> {
  const requestId = response.headers.get("x-request-id") ?? "";
  const body: unknown = await response.json().catch(() => undefined);
  if (!isFailure(body)) return new Problem(response.status, "unreadable", `${response.status} ${response.statusText}`.trim(), requestId);
  return new Problem(response.status, body.code, body.message, body.requestId ?? requestId, body.details);
}

const isFailure = (body: unknown): body is { code: string; message: string; requestId?: string; details?: unknown } =>
  typeof body === "object" && body !== null && "code" in body && typeof body.code === "string" && "message" in body && typeof body.message === "string";
