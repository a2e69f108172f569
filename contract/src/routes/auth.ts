import { z } from "zod";
import {
  done,
  loggedIn,
  login,
  logout,
  me,
  passwordChange,
  profile,
  profileChange,
  refresh,
  registered,
  registration,
  resetPassword,
  resetRequest,
  switchTenant,
  totpDisable,
  totpEnable,
  totpEnabled,
  totpSetup,
} from "../schemas/account.ts";
import { byId } from "../schemas/common.ts";
import { session, sessionList } from "../schemas/session.ts";
import { route } from "./route.ts";

const tag = "Accounts";
/** Passwords go in or secrets come out, and neither is kept with a reply for `Idempotency-Key`. */
const idempotent = false;

export const register = route({
  id: "auth.register",
  method: "POST",
  path: "/api/auth/register",
  tag,
  summary: "Make an account: the first person owns the installation, others become customers or follow an invitation",
  who: "public",
  body: registration,
  reply: registered,
  shape: "raw",
  status: 201,
  idempotent,
});

export const logIn = route({
  id: "auth.login",
  method: "POST",
  path: "/api/auth/login",
  also: ["/auth/login"],
  tag,
  summary: "Sign in",
  who: "public",
  body: login,
  reply: loggedIn,
  shape: "raw",
  idempotent,
});

export const refreshTokens = route({
  id: "auth.refresh",
  method: "POST",
  path: "/api/auth/refresh",
  tag,
  summary: "Trade a refresh token for a new token and the next refresh token",
  who: "public",
  body: refresh,
  reply: loggedIn,
  shape: "raw",
  idempotent,
});

export const logOut = route({
  id: "auth.logout",
  method: "POST",
  path: "/api/auth/logout",
  tag,
  summary: "End the sign-in of the bearer token, of the refresh token, or of both",
  who: "public",
  body: logout,
  reply: done,
  idempotent,
});

export const switchBusiness = route({
  id: "auth.switch",
  method: "POST",
  path: "/api/auth/switch",
  tag,
  summary: "Sign in to another business this person belongs to",
  who: "signed_in",
  body: switchTenant,
  reply: loggedIn,
  shape: "raw",
  idempotent,
});

export const getMe = route({ id: "auth.me", method: "GET", path: "/api/auth/me", tag, summary: "Who is signed in", who: "signed_in", reply: me });

export const getProfile = route({
  id: "auth.profile.get",
  method: "GET",
  path: "/api/auth/profile",
  tag,
  summary: "One's own profile",
  who: "signed_in",
  reply: profile,
});

export const updateProfile = route({
  id: "auth.profile.update",
  method: "PUT",
  path: "/api/auth/profile",
  tag,
  summary: "Change one's own profile",
  who: "signed_in",
  body: profileChange,
  reply: profile,
});

export const changePassword = route({
  id: "auth.password.change",
  method: "POST",
  path: "/api/auth/password",
  tag,
  summary: "Change one's own password; every other sign-in ends",
  who: "signed_in",
  body: passwordChange,
  reply: done,
  idempotent,
});

export const requestReset = route({
  id: "auth.password.forgot",
  method: "POST",
  path: "/api/auth/password/forgot",
  tag,
  summary: "Mail a link to set a new password; the answer is the same whether or not the address is known",
  who: "public",
  body: resetRequest,
  reply: done,
  idempotent,
});

export const resetWithToken = route({
  id: "auth.password.reset",
  method: "POST",
  path: "/api/auth/password/reset",
  tag,
  summary: "Set a new password with the mailed token; every sign-in ends",
  who: "public",
  body: resetPassword,
  reply: done,
  idempotent,
});

export const setUpTotp = route({
  id: "auth.totp.setup",
  method: "POST",
  path: "/api/auth/totp/setup",
  tag,
  summary: "A secret for an authenticator app; it counts from `enable` on",
  who: "signed_in",
  reply: totpSetup,
  idempotent,
});

export const enableTotp = route({
  id: "auth.totp.enable",
  method: "POST",
  path: "/api/auth/totp/enable",
  tag,
  summary: "Ask for a code at each sign-in from now on",
  who: "signed_in",
  body: totpEnable,
  reply: totpEnabled,
  idempotent,
});

export const disableTotp = route({
  id: "auth.totp.disable",
  method: "POST",
  path: "/api/auth/totp/disable",
  tag,
  summary: "Sign in by password alone again",
  who: "signed_in",
  body: totpDisable,
  reply: done,
  idempotent,
});

export const listSessions = route({
  id: "auth.sessions.list",
  method: "GET",
  path: "/api/auth/sessions",
  tag,
  summary: "Where one is signed in",
  who: "signed_in",
  query: sessionList,
  reply: z.array(session),
  shape: "list",
});

export const endSession = route({
  id: "auth.sessions.end",
  method: "DELETE",
  path: "/api/auth/sessions/:id",
  tag,
  summary: "End a sign-in",
  who: "signed_in",
  params: byId,
  reply: done,
});
