import { type Algorithm, hash, verify } from "@node-rs/argon2";

/** OWASP's floor for argon2id; 24 ms here. Every byte of a password counts, up to the contract's 1,000. */
const COST = { algorithm: 2 satisfies Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, COST);

let nobodys: Promise<string> | undefined;

/**
 * Whether the password belongs to the hash. Without a hash (nobody has this e-mail) the same work is done for nothing,
 * so that the time of an answer does not tell who has an account.
 */
export async function passwordFits(password: string, kept: string | undefined): Promise<boolean> {
  nobodys ??= hashPassword("nobody's password");
  const decoy = await nobodys;
  const fits = await verify(kept ?? decoy, password);
  return fits && kept !== undefined;
}
