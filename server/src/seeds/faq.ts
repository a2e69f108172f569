/** A question and its answer in both languages; the answer is spoken as it is, so it is short. */
export type Faq = { en: readonly [question: string, answer: string]; fr: readonly [question: string, answer: string] };
