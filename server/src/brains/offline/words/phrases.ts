import type { Language } from "@firstring/contract/call/agent.ts";

/** Several ways to say one thing; which is told by the turn, so that a replay says the same. */
type Ways = Record<Language, readonly string[]>;

/** What the brain says, apart from the services' own questions. `{x}` is filled in. */
export const phrases = {
  hello: { en: ["Hello!", "Hi there!"], fr: ["Bonjour!", "Bonjour à vous!"] },
  help: { en: ["How can I help you?", "What can I do for you?"], fr: ["Comment puis-je vous aider?", "Que puis-je faire pour vous?"] },
  help_more: {
    en: ["I can book, move or cancel {service}, answer questions, take a message or put you through to someone. What would you like?"],
    fr: ["Je peux réserver, déplacer ou annuler {service}, répondre à vos questions, prendre un message ou vous passer quelqu'un. Que souhaitez-vous?"],
  },
  start: { en: ["Sure.", "Of course.", "Happy to help."], fr: ["Bien sûr.", "Avec plaisir.", "Certainement."] },
  got: {
    en: ["{values}, got it.", "Alright, {values}.", "Great, {values}.", "{values}, perfect."],
    fr: ["{values}, c'est noté.", "Très bien, {values}.", "Parfait, {values}.", "D'accord, {values}."],
  },
  changed: {
    en: ["No problem, {values}.", "Okay, {values} instead.", "Got it, I've changed that to {values}."],
    fr: ["Pas de problème, {values}.", "D'accord, {values} plutôt.", "Très bien, j'ai changé pour {values}."],
  },
  and: { en: ["And"], fr: ["Et"] },
  again: { en: ["Sorry, I didn't catch that.", "Sorry, I missed that."], fr: ["Pardon, je n'ai pas bien saisi.", "Désolée, je n'ai pas bien compris."] },
  rephrase: { en: ["Let me put it another way."], fr: ["Je le demande autrement."] },
  which_day: { en: ["Do you mean {a} or {b}?"], fr: ["Voulez-vous dire le {a} ou le {b}?"] },
  which_half: { en: ["Is that {a} or {b}?", "Just to be sure, {a} or {b}?"], fr: ["Est-ce {a} ou {b}?", "Pour être sûre: {a} ou {b}?"] },
  which_role: { en: ["Is {place} where we pick you up, or where you're going?"], fr: ["{place}, est-ce votre point de départ ou votre destination?"] },
  which_place: { en: ["I found {count}: {options}. Which one is it?"], fr: ["J'en ai trouvé {count}: {options}. Lequel est-ce?"] },
  vague_week: { en: ["Which day {when}?"], fr: ["Quel jour {when}?"] },
  what_time_part: { en: ["What time in the {part}?"], fr: ["À quelle heure {part}?"] },
  no_place: { en: ["I couldn't find {place}."], fr: ["Je n'ai pas trouvé {place}."] },
  street: { en: ["Could you give me the street number and name?"], fr: ["Pouvez-vous me donner le numéro et le nom de la rue?"] },
  private_place: { en: ["What's the address there?"], fr: ["Quelle est l'adresse, là-bas?"] },
  past: { en: ["That's already past."], fr: ["C'est déjà passé."] },
  closed: { en: ["We're closed then."], fr: ["Nous sommes fermés à ce moment-là."] },
  slot_taken: { en: ["That time is taken.", "I'm sorry, that time is taken."], fr: ["Cette heure est déjà prise.", "Désolée, cette heure est prise."] },
  too_soon: { en: ["That's a bit too soon for us."], fr: ["C'est un peu trop tôt pour nous."] },
  too_far: { en: ["That's further ahead than we can book."], fr: ["C'est plus loin que ce que nous pouvons réserver."] },
  nothing_free: { en: ["I don't see anything free then."], fr: ["Je ne vois rien de libre à ce moment-là."] },
  offer_one: { en: ["I could offer you {options}. Would that work?"], fr: ["Je peux vous offrir {options}. Est-ce que ça vous irait?"] },
  offer: {
    en: ["I could offer you {options}. Which would you like?", "I have {options}. Which one suits you?"],
    fr: ["Je peux vous offrir {options}. Lequel préférez-vous?", "J'ai {options}. Lequel vous convient?"],
  },
  earliest: { en: ["The earliest I have is {options}. Would that work?"], fr: ["Le plus tôt que j'ai, c'est {options}. Est-ce que ça vous va?"] },
  another_time: { en: ["What other day and time would suit you?"], fr: ["Quel autre jour et quelle autre heure vous conviendraient?"] },
  too_many: { en: ["We can take up to {max}.", "I'm afraid {max} is the most we can take."], fr: ["Nous pouvons en prendre {max} au maximum."] },
  too_many_plain: { en: ["That's more than we can take at once."], fr: ["C'est plus que ce que nous pouvons prendre à la fois."] },
  invalid: { en: ["That doesn't look right to me."], fr: ["Ça ne me semble pas valide."] },
  digits: { en: ["Go on, I'm listening."], fr: ["Continuez, je vous écoute."] },
  sure: { en: ["I have {value}. Is that right?"], fr: ["J'ai {value}. Est-ce exact?"] },
  sure_number: { en: ["Is {value} the best number to reach you?"], fr: ["Est-ce que le {value} est le bon numéro pour vous joindre?"] },
  sure_spelled: { en: ["That's {value}, spelled {letters}. Is that right?"], fr: ["C'est bien {value}, {letters}?"] },
  unclear: {
    en: ["I want to be sure I have this right.", "Just to be certain, let me read it again."],
    fr: ["Je veux être certaine d'avoir bien compris.", "Pour être sûre, je relis."],
  },
  reread: { en: ["Here it is again."], fr: ["Je vous le relis."] },
  change: {
    en: ["Okay, I haven't booked anything. What should I change?", "No problem. What would you like to change?"],
    fr: ["D'accord, rien n'est réservé. Qu'est-ce que je change?", "Pas de problème. Que voulez-vous changer?"],
  },
  dropped: {
    en: ["Alright, I've left everything as it was.", "Okay, nothing was changed."],
    fr: ["D'accord, rien n'a été changé.", "Très bien, j'ai tout laissé tel quel."],
  },
  quit: {
    en: ["No problem, nothing is booked.", "That's fine, I haven't booked anything."],
    fr: ["Pas de problème, rien n'est réservé.", "C'est correct, je n'ai rien réservé."],
  },
  more: {
    en: ["Is there anything else I can do for you?", "Can I help you with anything else?"],
    fr: ["Puis-je faire autre chose pour vous?", "Y a-t-il autre chose?"],
  },
  welcome: { en: ["You're welcome!", "My pleasure."], fr: ["De rien!", "Avec plaisir!"] },
  goodbye: {
    en: ["Thank you for calling, goodbye!", "Thanks for calling. Have a lovely day, goodbye!"],
    fr: ["Merci de votre appel, au revoir!", "Merci d'avoir appelé. Bonne journée, au revoir!"],
  },
  not_booked: { en: ["Before you go: this isn't booked yet."], fr: ["Avant de partir: ce n'est pas encore réservé."] },
  leave: { en: ["Nothing is booked yet. Would you like to go on?"], fr: ["Rien n'est encore réservé. Voulez-vous continuer?"] },
  wait: { en: ["Take your time.", "Of course, I'll wait."], fr: ["Prenez votre temps.", "Bien sûr, j'attends."] },
  calm: { en: ["I'm sorry about that."], fr: ["Je suis désolée."] },
  person_offer: { en: ["Shall I put you through to someone?"], fr: ["Voulez-vous que je vous passe quelqu'un?"] },
  trouble_person: {
    en: ["I'm having trouble understanding, and I don't want to get it wrong."],
    fr: ["J'ai du mal à comprendre, et je ne veux pas me tromper."],
  },
  nobody: { en: ["I'm sorry, nobody is free right now."], fr: ["Désolée, personne n'est disponible en ce moment."] },
  message_offer: {
    en: ["Shall I take a message?", "Would you like to leave a message?"],
    fr: ["Voulez-vous laisser un message?", "Puis-je prendre un message?"],
  },
  message: {
    en: ["What would you like me to pass on?", "Of course. What's the message?"],
    fr: ["Quel message dois-je transmettre?", "Bien sûr. Quel est votre message?"],
  },
  message_name: { en: ["And who is it from?"], fr: ["Et c'est de la part de qui?"] },
  message_phone: { en: ["What number can we reach you at?"], fr: ["À quel numéro peut-on vous joindre?"] },
  unknown: {
    en: ["I don't know that, I'm afraid.", "I'm sorry, I don't have the answer to that."],
    fr: ["Je ne le sais malheureusement pas.", "Désolée, je n'ai pas la réponse à ça."],
  },
  emergency: {
    en: ["If anyone is in danger, please hang up and call 911 right away. If you smell gas or see smoke, leave the building first."],
    fr: ["Si quelqu'un est en danger, raccrochez et appelez le 911 tout de suite. S'il y a une odeur de gaz ou de la fumée, sortez d'abord."],
  },
  urgent: {
    en: ["That can't wait. I'm getting you someone right now."],
    fr: ["Ça ne peut pas attendre. Je vous passe quelqu'un tout de suite."],
  },
  machine: {
    en: ["This is an automated assistant. If there is a person on the line, please tell me how I can help."],
    fr: ["Ici un assistant automatisé. S'il y a une personne en ligne, dites-moi comment je peux vous aider."],
  },
  language: { en: ["Of course, in English."], fr: ["Bien sûr, en français."] },
  this_is: {
    en: ["You've reached {company}. I can book {service}, answer questions or take a message."],
    fr: ["Vous êtes bien chez {company}. Je peux réserver {service}, répondre à vos questions ou prendre un message."],
  },
  which_service: { en: ["What would you like to book: {options}?"], fr: ["Que voulez-vous réserver: {options}?"] },
  which_booking: { en: ["I see {options}. Which one do you mean?"], fr: ["Je vois {options}. De laquelle s'agit-il?"] },
  code: { en: ["What's your confirmation code?"], fr: ["Quel est votre code de confirmation?"] },
  no_bookings: { en: ["I don't find a booking under your number."], fr: ["Je ne trouve pas de réservation à votre numéro."] },
  no_such_booking: { en: ["I don't find a booking with that code."], fr: ["Je ne trouve pas de réservation avec ce code."] },
  whose: { en: ["What name is the booking under?"], fr: ["À quel nom est la réservation?"] },
  not_theirs: { en: ["I don't find a booking with that code and name."], fr: ["Je ne trouve pas de réservation avec ce code et ce nom."] },
  not_here: { en: ["I can't find that booking here, I'm afraid."], fr: ["Je ne peux malheureusement pas trouver cette réservation ici."] },
  no_name: {
    en: ["Without the name on the booking I can't change it, I'm afraid."],
    fr: ["Sans le nom de la réservation, je ne peux malheureusement pas y toucher."],
  },
  no_code: { en: ["Without the code I can't find it, I'm afraid."], fr: ["Sans le code, je ne peux malheureusement pas la retrouver."] },
  new_time: { en: ["What day and time should I move it to?"], fr: ["À quel jour et à quelle heure dois-je la déplacer?"] },
  new_day: { en: ["Which day should I move it to?"], fr: ["À quel jour dois-je la déplacer?"] },
  new_hour: { en: ["And at what time?"], fr: ["Et à quelle heure?"] },
  replace: {
    en: ["Your new booking stands. Now let me cancel the earlier one."],
    fr: ["Votre nouvelle réservation est faite. J'annule maintenant la précédente."],
  },
  trouble: { en: ["I'm sorry, something went wrong on my side."], fr: ["Désolée, quelque chose n'a pas fonctionné de mon côté."] },
  your_code: { en: ["Your confirmation code is {code}."], fr: ["Votre code de confirmation est {code}."] },
  cannot: { en: ["I'm afraid I can't do that here."], fr: ["Je ne peux malheureusement pas faire ça ici."] },
} satisfies Record<string, Ways>;

export type Phrase = keyof typeof phrases;

/** A phrase in a language; `variety` chooses among its ways. */
export function phrase(name: Phrase, language: Language, variety: number, values: Record<string, string> = {}): string {
  const ways: readonly string[] = phrases[name][language];
  const way = ways[Math.abs(variety) % ways.length]!;
  return capital(way.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? "").replace(/\.\.$|\.(?=[?!]$)/, (dots) => dots.slice(1)));
}

/** "a, b or c". */
export function listed(values: readonly string[], language: Language, word: "and" | "or"): string {
  const last = values.at(-1);
  if (last === undefined || values.length === 1) return last ?? "";
  const between = { en: { and: "and", or: "or" }, fr: { and: "et", or: "ou" } }[language][word];
  return `${values.slice(0, -1).join(", ")} ${between} ${last}`;
}

export const capital = (sentence: string): string => sentence.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

/** A question after "And": "And where are you going?" */
export const lowered = (question: string): string =>
  /^(?:I |I'|[A-Z]{2})/.test(question) ? question : question.replace(/^\p{Lu}/u, (letter) => letter.toLowerCase());
