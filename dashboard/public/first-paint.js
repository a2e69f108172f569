// Runs before the first paint, so that a dark screen never flashes white. A file of its own: the page allows no inline script.
try {
  const chosen = localStorage.getItem("firstring.theme");
  const dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
  const language = localStorage.getItem("firstring.language") ?? navigator.language;
  document.documentElement.lang = language.startsWith("fr") ? "fr" : "en";
} catch {
  // Storage can be forbidden; the light theme stands.
}
