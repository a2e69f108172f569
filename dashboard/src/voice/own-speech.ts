/** The browser's own recogniser and voice, where it has them: for languages this server does not hear or speak. */
type Recogniser = {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  start(): void;
  abort(): void;
  onresult: ((event: { resultIndex: number; results: ArrayLike<ArrayLike<{ transcript: string }> & { isFinal: boolean }> }) => void) | null;
  onend: (() => void) | null;
  onerror: ((event: { error: string }) => void) | null;
};
type RecogniserMaker = new () => Recogniser;

function maker(): RecogniserMaker | undefined {
  const all = globalThis as { SpeechRecognition?: RecogniserMaker; webkitSpeechRecognition?: RecogniserMaker };
  return all.SpeechRecognition ?? all.webkitSpeechRecognition;
}

export const canRecognise = (): boolean => maker() !== undefined;

const region = { en: "en-CA", fr: "fr-CA" } as const;

/** Listens until stopped. */
export function recognise(language: "en" | "fr", heard: { partial(text: string): void; said(text: string): void; failed(): void }): { stop(): void } {
  const Made = maker();
  if (Made === undefined) {
    heard.failed();
    return { stop: () => undefined };
  }
  const recogniser = new Made();
  let over = false;
  recogniser.lang = region[language];
  recogniser.continuous = true;
  recogniser.interimResults = true;
  recogniser.onresult = ({ resultIndex, results }) => {
    for (const result of Array.from(results).slice(resultIndex)) {
      const text = result[0]?.transcript.trim() ?? "";
      if (text !== "") result.isFinal ? heard.said(text) : heard.partial(text);
    }
  };
  recogniser.onerror = ({ error }) => {
    if (error === "no-speech" || error === "aborted") return;
    over = true;
    heard.failed();
  };
  // It ends by itself after a silence.
  recogniser.onend = () => {
    if (!over) recogniser.start();
  };
  recogniser.start();
  return {
    stop() {
      over = true;
      recogniser.abort();
    },
  };
}

/** Speaks with a voice of this machine; resolves with what was said, at once where there is none. */
export function speakAloud(text: string, language: "en" | "fr"): Promise<string> {
  const { speechSynthesis } = globalThis;
  const voice = speechSynthesis?.getVoices().find(({ lang }) => lang.toLowerCase().startsWith(language));
  if (voice === undefined) return Promise.resolve(text);
  return new Promise((resolve) => {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.onend = () => resolve(text);
    utterance.onerror = () => resolve(text);
    speechSynthesis.speak(utterance);
  });
}
