/** The name as it stands in an address: lower case letters, digits and hyphens, never empty. */
export function slugOf(name: string): string {
  const slug = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return slug || "agent";
}

/** The slug of a name, numbered when others have it: `camille`, `camille-2`. */
export function freeSlug(name: string, taken: readonly string[]): string {
  const slug = slugOf(name);
  const used = new Set(taken);
  for (let nth = 1; ; nth++) {
    const candidate = nth === 1 ? slug : `${slug}-${nth}`;
    if (!used.has(candidate)) return candidate;
  }
}
