import classes from "./face.module.css";

/** A picture, or the initials, of an agent, a person or a business. */
export function Face({ name, picture = "", size = 36 }: { name: string; picture?: string; size?: number }) {
  return (
    <span className={classes.face} style={{ width: size, height: size, fontSize: Math.max(10, size * 0.36) }} aria-hidden>
      {picture === "" ? initials(name) : <img src={picture} alt="" loading="lazy" />}
    </span>
  );
}

function initials(name: string): string {
  const words = name.split(/[\s.@-]+/).filter((word) => word !== "");
  const letters = words.length > 1 ? [words[0]![0]!, words.at(-1)![0]!] : [...(words[0] ?? "?")].slice(0, 2);
  return letters.join("").toUpperCase();
}
