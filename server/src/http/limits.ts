/** Everything that bounds a request, each with its reason. */

/** The longest body: a long agent prompt with its knowledge is some 100 kB; nothing else comes near. */
export const BODY_BYTES = 256 * 1024;

/** Nesting of a JSON body: the deepest real one (a service with slots and choices) has 7 levels. */
export const JSON_DEPTH = 32;

/** A request that trickles in is cut off here, so that slow clients cannot hold all sockets. */
export const REQUEST_MS = 30_000;

/** Longer than the keep-alive of common proxies (60 s), so that it is the proxy that closes first. */
export const KEEP_ALIVE_MS = 72_000;

/** A path parameter is at most an id, a slug, or a provider's call id (Retell: 36, Twilio: 34). */
export const PARAM_CHARS = 128;

/** A socket message is text typed by a person. */
export const SOCKET_BYTES = 64 * 1024;

/** Messages a socket may send in ten seconds: a person types fewer than two a second. */
export const SOCKET_MESSAGES = 20;
export const SOCKET_WINDOW_MS = 10_000;

/** Sockets from one address: a whole office behind one router with a few tabs each. */
export const SOCKETS_PER_ADDRESS = 100;

/** No handler works longer than this; after it, a request that left no reply has crashed. */
export const HANDLER_MS = 60_000;

/** How long replies are kept for `Idempotency-Key`: what we promise (24 h), and some more for clocks that differ. */
export const IDEMPOTENCY_KEPT_MS = 25 * 60 * 60 * 1000;
export const IDEMPOTENCY_KEY_CHARS = 255;

/** Old keys are cleared this often: each run then stays small. */
export const IDEMPOTENCY_SWEEP_MS = 10 * 60 * 1000;

/** Sockets from one address without a sign-in: a visitor has one chat open, perhaps in a few tabs. */
export const VISITOR_SOCKETS_PER_ADDRESS = 10;

/** Chats one socket has running: a page shows one, tests a few. */
export const CHATS_PER_SOCKET = 5;

/** How soon a sign-in that was ended, or a role that was taken away, ends what its sockets hear. */
export const SOCKET_CHECK_MS = 10_000;

/** A carrier brings hundreds of calls from a few addresses, each with several requests a minute; one that is refused is a caller cut off. */
export const HOOKS_PER_MINUTE = 12_000;

/** Event streams open in this process, and of one business: an integration has one, a few while it is being built. */
export const EVENT_STREAMS = 500;
export const EVENT_STREAMS_PER_TENANT = 20;
