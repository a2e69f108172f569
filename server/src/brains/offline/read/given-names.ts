import { plainOf } from "../text/text.ts";

/** Given names that are heard often, so that "i'm angela" without capitals is still a name. Not needed where a name was asked for. */
export function isGivenName(word: string): boolean {
  return names.has(plainOf(word));
}

const names = new Set(
  (
    "aaron adam adrian aidan alan albert alex alexander alexandra alexandre alexis alice alicia alison allan allison amanda amber amelia amy ana andre andrea andrew angela anika anita ann anna anne annie anthony antoine antonio " +
    "april ariane arthur ashley audrey austin barbara beatrice ben benjamin benoit bernard beth betty bianca bill bob brandon brenda brian bruce bruno bryan caitlin cameron camille carl carla carlos carmen carol caroline catherine " +
    "cedric celine chantal charles charlie charlotte chloe chris christian christina christine christopher cindy claire claude claudia clara colin connor craig crystal cynthia daniel daniela danielle dave david deborah denis dennis " +
    "derek diana diane dominic dominique donald donna dora dorothy doug douglas dylan ed eddie edward elaine elena eli elizabeth ella ellen emilie emily emma eric erica erika erin ethan etienne eva evan eve evelyn felix fatima fiona " +
    "florence francine francis francois francoise frank fred frederic gabriel gabrielle gary genevieve george gerald gerard gilles gina ginette giovanni gloria greg gregory guillaume guy hannah hans harold harry heather helen helene " +
    "henri henry hugo hugues ian ibrahim isaac isabella isabelle ivan jack jackie jacob jacqueline jacques jake james jamie jane janet janice jasmine jason jay jean jeanne jeff jeffrey jennifer jenny jeremy jerome jerry jesse jessica " +
    "jessie jill jim jimmy joan joanne joe joel johanne john johnny jon jonathan jordan jose joseph josee joseph josh joshua joyce juan judith judy julia julian julie julien justin karen karim karine kate katherine kathleen kathy katie " +
    "keith kelly ken kenneth kevin kim kyle laura lauren laurence laurent leah leo leon leonard lily linda lisa liz lloyd logan lorraine louis louise luc lucas lucie lucy luis luke lynn madeleine manon marc marcel margaret maria " +
    "marie marilyn mario marion mark marta martha martin martine mary mathieu matt matthew maude maurice max maxime megan melanie melissa michael michel michele micheline michelle miguel mike mohamed mohammed monica monique morgan " +
    "nadia nancy natalie nathalie nathan nicholas nick nicolas nicole noah noemie nora normand oliver olivia olivier omar oscar owen pablo pamela pascal patricia patrick paul paula pauline pedro peter phil philip philippe pierre rachel " +
    "ralph ray raymond rebecca rejean rene renee richard rick rita rob robert robin roger roland ron ronald rosa rose roxanne roy russell ruth ryan sabrina sally sam samantha samir samuel sandra sandrine sara sarah scott sean serge " +
    "sergio sharon sheila simon sofia solange sonia sophia sophie stacy stan stanley stella stephane stephanie stephen steve steven stewart stuart sue susan suzanne sylvain sylvie tamara tanya tara teresa terry thea theo theresa " +
    "therese thomas tim timothy tina todd tom tommy tony tracy trevor tyler valerie vanessa veronica veronique vicky victor victoria vincent virginia vivian walter wayne wendy will william xavier yan yannick yasmine yves yvette yvon " +
    "yvonne zachary zoe"
  ).split(" "),
);
