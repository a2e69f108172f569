import type { Db } from "../db/db.ts";
import { sealWith } from "../lib/seal.ts";
import type { Clock } from "../ports/clock.ts";
import { listAudit } from "./audit.ts";
import { authenticate } from "./authenticate.ts";
import { acceptInvitation, invite, listInvitations, revokeInvitation } from "./invitations.ts";
import { listKeys, makeKey, revokeKey } from "./keys.ts";
import { enter, logIn } from "./login.ts";
import type { Means, PeopleHooks } from "./means.ts";
import { logInWithPasskey, startPasskeyLogin } from "./passkey-login.ts";
import { addPasskey, listPasskeys, removePasskey, renamePasskey, startPasskey } from "./passkeys.ts";
import { changePassword, requestReset, resetPassword } from "./password-changes.ts";
import { changeProfile, profileOf, whoAmI } from "./profile.ts";
import { refresh } from "./refresh.ts";
import { register } from "./register.ts";
import { disable, enable, setUp } from "./second-factor.ts";
import { endSession, listSessions, logOut } from "./sessions.ts";
import { stillMay } from "./still-may.ts";
import { sweep } from "./sweep.ts";
import { changeRole, listTeam, removeMember } from "./team.ts";
import { changeTenant, getTenant } from "./tenants.ts";
import { tokens } from "./tokens.ts";
import { turns } from "./turns.ts";

export type PeopleConfig = Readonly<{
  /** At least 32 bytes each. The first signs; the others are still accepted. */
  jwtSecrets: readonly string[];
  /** At least 32 bytes. */
  encryptionKey: string;
  /** Issuer of our tokens, and where the pages are that mails link to; without a slash at the end. */
  publicUrl: string;
  /** Whether a stranger may open a new business. */
  signUpOpen: boolean;
}>;

export type People = ReturnType<typeof people>;

/**
 * Tenants, persons, roles, keys and sign-ins.
 * @throws Error (the operator's) for secrets that are too short.
 */
export function people(db: Db, clock: Clock, config: PeopleConfig, hooks: PeopleHooks) {
  const means: Means = {
    db,
    nowMs: () => clock.nowMs(),
    tokens: tokens(config.jwtSecrets, config.publicUrl),
    seal: sealWith(config.encryptionKey),
    turns: turns(),
    publicUrl: config.publicUrl,
    signUpOpen: config.signUpOpen,
    hooks,
  };
  return {
    authenticate: on(means, authenticate),
    register: on(means, register),
    logIn: on(means, logIn),
    enter: on(means, enter),
    refresh: on(means, refresh),
    logOut: on(means, logOut),
    whoAmI: on(means, whoAmI),
    profileOf: on(means, profileOf),
    changeProfile: on(means, changeProfile),
    changePassword: on(means, changePassword),
    requestReset: on(means, requestReset),
    resetPassword: on(means, resetPassword),
    setUpTotp: on(means, setUp),
    enableTotp: on(means, enable),
    disableTotp: on(means, disable),
    startPasskey: on(means, startPasskey),
    addPasskey: on(means, addPasskey),
    listPasskeys: on(means, listPasskeys),
    renamePasskey: on(means, renamePasskey),
    removePasskey: on(means, removePasskey),
    startPasskeyLogin: on(means, startPasskeyLogin),
    logInWithPasskey: on(means, logInWithPasskey),
    listSessions: on(means, listSessions),
    endSession: on(means, endSession),
    makeKey: on(means, makeKey),
    listKeys: on(means, listKeys),
    revokeKey: on(means, revokeKey),
    invite: on(means, invite),
    listInvitations: on(means, listInvitations),
    revokeInvitation: on(means, revokeInvitation),
    acceptInvitation: on(means, acceptInvitation),
    getTenant: on(means, getTenant),
    changeTenant: on(means, changeTenant),
    listTeam: on(means, listTeam),
    changeRole: on(means, changeRole),
    removeMember: on(means, removeMember),
    listAudit: on(means, listAudit),
    stillMay: on(means, stillMay),
    /** To be called now and then. */
    sweep: on(means, sweep),
  };
}

function on<Given extends unknown[], Result>(means: Means, act: (means: Means, ...given: Given) => Result): (...given: Given) => Result {
  return (...given) => act(means, ...given);
}
