import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Draw } from "../../dialogue-heart/draw.ts";
import type { Goal } from "../../dialogue-heart/goals.ts";
import type { Kind, Wordings } from "../../dialogue-heart/wordings.ts";

type Pools = { ref: string; dates: [string, string][]; times: [string, string | null, string, string[]?][]; names: string[][] };

/** No public French booking dialogues exist: these wordings are ours; the days, times and names are the pools'. */
const wordings: Record<string, readonly string[]> = {
  "opening ": [
    "Bonjour, j'aurais besoin d'un taxi",
    "Allo, je voudrais réserver une course",
    "Salut, ça me prendrait un taxi s'il vous plaît",
    "Bonjour, un taxi svp",
  ],
  "opening dropoff": [
    "Bonjour, j'aimerais un taxi pour aller à {dropoff}",
    "Oui allo, ça me prendrait un char pour {dropoff}",
    "Je dois me rendre à {dropoff}",
  ],
  "opening dropoff,pickup": [
    "Je voudrais aller de {pickup} à {dropoff}",
    "Bonjour, un taxi de {pickup} à {dropoff} s'il vous plaît",
    "On part de {pickup} pis on s'en va à {dropoff}",
  ],
  "inform dropoff,pickup": [
    "de {pickup} à {dropoff}",
    "Je pars de {pickup} et je vais à {dropoff}",
    "C'est au {pickup}, pour aller à {dropoff}",
    "on est au {pickup}, on va à {dropoff}",
  ],
  "inform pickup": ["{pickup}", "je suis au {pickup}", "venez me chercher au {pickup}", "à partir de {pickup}", "euh c'est au {pickup}"],
  "inform dropoff": ["{dropoff}", "à {dropoff} s'il vous plaît", "je m'en vais à {dropoff}", "jusqu'à {dropoff}"],
  "inform date": ["{date}", "{date} s'il vous plaît", "ça serait pour {date}", "euh {date}"],
  "inform time": ["{time}", "{time} s'il vous plaît", "ça serait {time}", "disons {time}"],
  "inform date,time": ["{date}, {time}", "ça serait {date} {time}", "{date} {time} s'il vous plaît"],
  "inform passengers": ["{passengers}", "{passengers} s'il vous plaît", "on va être {passengers}"],
  "inform first,last": ["{first} {last}", "c'est {first} {last}", "mon nom c'est {first} {last}", "au nom de {first} {last}", "je m'appelle {first} {last}"],
  "correct date": ["non, c'est {date}", "non plutôt {date}", "en fait c'est {date}"],
  "correct time": ["non, {time}", "non j'ai dit {time}", "en fait ça serait {time}", "plutôt {time}"],
  "correct dropoff": ["non, je vais à {dropoff}", "non, la destination c'est {dropoff}", "en fait je m'en vais à {dropoff}"],
  "correct pickup": ["non, je pars de {pickup}", "le point de départ c'est {pickup}"],
  "correct passengers": ["non, on est {passengers}", "en fait on va être {passengers}"],
  "correct first,last": ["non, mon nom c'est {first} {last}", "non c'est {first} {last}"],
  "affirm ": [
    "oui",
    "oui c'est ça",
    "ouais",
    "oui c'est bon",
    "parfait",
    "c'est beau",
    "exact",
    "oui s'il vous plaît",
    "tout à fait",
    "oui merci",
    "ben oui",
    "d'accord, allez-y",
  ],
  "bye ": ["non merci, c'est tout", "non c'est beau merci", "c'est tout, bonne journée", "non, au revoir", "ça va être tout merci"],
  "digress ": [
    "Ça va coûter combien?",
    "C'est combien pour la course?",
    "Acceptez-vous les cartes?",
    "Est-ce que je peux amener mon chien?",
    "Combien de temps ça prend?",
  ],
};

const places = (
  "1200 rue Sainte-Catherine|l'aéroport|la gare centrale|75 boulevard René-Lévesque|l'hôpital Notre-Dame|3455 avenue du Parc|le Marché Jean-Talon|4800 rue Saint-Denis|l'Université de Montréal|" +
  "le Centre Bell|2020 rue Sherbrooke Est|le Vieux-Port|815 rue Rachel|le terminus d'autobus|6400 boulevard Saint-Laurent|le Jardin botanique|l'Hôtel Bonaventure|340 chemin de la Côte-des-Neiges|1001 place Jean-Paul-Riopelle|le métro Berri"
).split("|");

export function frenchWordings(dataDir: string): { wordings: Wordings; dates: readonly [string, string][]; ref: string; digressions: readonly string[] } {
  const pools = JSON.parse(readFileSync(join(dataDir, "dev", "sim-pools-fr.json"), "utf8")) as Pools;
  const odd = /suivant|lendemain|apr[eè]s$|morts|travail|veille|hier|CET|fuseau|\d{4}$|\/14|14$/i;
  const times = pools.times.filter(([said]) => !odd.test(said) && !/aujourd|pass[eé] de|^minuit|\d\d:\d\d:\d\d/.test(said));
  return {
    ref: pools.ref,
    dates: pools.dates.filter(([said, date]) => date > pools.ref.slice(0, 10) && !odd.test(said) && !/^\d\d? \d\d?$/.test(said)),
    digressions: wordings["digress "]!,
    wordings: {
      template: (kind: Kind, slots: readonly string[], draw: Draw) => draw.one(wordings[`${kind} ${[...slots].sort().join()}`]),
      times: times.map(([said, , clock]) => [said.startsWith("à") || /^(?:vers|dans|environ)/.test(said) ? said : `à ${said}`, clock] as const),
      places,
      people: [
        ["juste moi", "1"],
        ["une personne", "1"],
        ["deux personnes", "2"],
        ["on est deux", "2"],
        ["moi et ma femme", "2"],
        ["3", "3"],
        ["trois personnes", "3"],
        ["quatre", "4"],
        ["2 adultes et 2 enfants", "4"],
      ],
      names: pools.names,
    },
  };
}

/** A goal of nothing but its opening: the rest is drawn. */
export function frenchGoal(i: number, draw: Draw, { wordings: { places, template } }: ReturnType<typeof frenchWordings>): Goal {
  const dropoff = draw.one(places);
  const pickup = draw.one(places.filter((place) => place !== dropoff));
  const kind = draw.one([[], ["dropoff"], ["dropoff", "pickup"]]);
  const opening = (template("opening", kind, draw) ?? "Bonjour, un taxi s'il vous plaît").replace("{dropoff}", dropoff).replace("{pickup}", pickup);
  return { id: `fr-${i}`, source: "star", slots: { dropoff, pickup }, opening, turns: [] };
}
