import { z } from "zod";
import { done, loggedIn } from "../schemas/account.ts";
import { byId } from "../schemas/common.ts";
import { creationOptions, passkey, passkeyChange, passkeyDraft, passkeyList, passkeyLogin, requestOptions } from "../schemas/passkey.ts";
import { route } from "./route.ts";

const tag = "Accounts";
/** A challenge works once, and a sign-in is a secret: neither is kept with a reply for `Idempotency-Key`. */
const idempotent = false;

export const startPasskey = route({
  id: "auth.passkeys.options",
  method: "POST",
  path: "/api/auth/passkeys/options",
  tag,
  summary: "What the browser needs to make a passkey",
  who: "signed_in",
  reply: creationOptions,
  idempotent,
});

export const addPasskey = route({
  id: "auth.passkeys.create",
  method: "POST",
  path: "/api/auth/passkeys",
  tag,
  summary: "Keep the passkey that the browser made; it signs in without a password",
  who: "signed_in",
  body: passkeyDraft,
  reply: passkey,
  status: 201,
});

export const listPasskeys = route({
  id: "auth.passkeys.list",
  method: "GET",
  path: "/api/auth/passkeys",
  tag,
  summary: "One's own passkeys",
  who: "signed_in",
  query: passkeyList,
  reply: z.array(passkey),
  shape: "list",
});

export const renamePasskey = route({
  id: "auth.passkeys.update",
  method: "PUT",
  path: "/api/auth/passkeys/:id",
  tag,
  summary: "Name a passkey of one's own",
  who: "signed_in",
  params: byId,
  body: passkeyChange,
  reply: passkey,
});

export const removePasskey = route({
  id: "auth.passkeys.delete",
  method: "DELETE",
  path: "/api/auth/passkeys/:id",
  tag,
  summary: "Remove a passkey of one's own; it signs in no more",
  who: "signed_in",
  params: byId,
  reply: done,
});

export const startPasskeyLogin = route({
  id: "auth.passkeys.sign_in_options",
  method: "POST",
  path: "/api/auth/passkeys/sign-in/options",
  tag,
  summary: "What the browser needs to sign in with a passkey; nobody has to be named",
  who: "public",
  reply: requestOptions,
  idempotent,
});

export const logInWithPasskey = route({
  id: "auth.passkeys.sign_in",
  method: "POST",
  path: "/api/auth/passkeys/sign-in",
  tag,
  summary: "Sign in with a passkey; no further code is asked for",
  who: "public",
  body: passkeyLogin,
  reply: loggedIn,
  shape: "raw",
  idempotent,
});
