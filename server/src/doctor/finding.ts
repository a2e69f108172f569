/** `odd` is worth a look and keeps nothing from working; `wrong` does. The words say what is and, when not right, what to do. */
export type Finding = { about: "Node" | "settings" | "data" | "port" | "clock" | "database"; verdict: "right" | "odd" | "wrong"; words: string };

export const right = (about: Finding["about"], words: string): Finding => ({ about, verdict: "right", words });
export const odd = (about: Finding["about"], words: string): Finding => ({ about, verdict: "odd", words });
export const wrong = (about: Finding["about"], words: string): Finding => ({ about, verdict: "wrong", words });
