/** A place that people name without an address. Written for this project from common knowledge; coordinates to some hundred metres. */
export type Landmark = {
  en: string;
  fr: string;
  address: string;
  city: string;
  lat: number;
  lng: number;
  /** Further names, in any language. */
  also: readonly string[];
  /** Names that mean it only for someone in its city. */
  here: readonly string[];
};

/** Names that every city has one of. */
const COMMON: Readonly<Record<string, readonly string[]>> = {
  AIRPORT: ["airport", "the airport", "aeroport", "l'aeroport"],
  STATION: ["train station", "the train station", "central station", "gare", "la gare", "via rail station", "gare de train"],
  BUS: ["bus station", "bus terminal", "gare d'autobus", "gare d'autocars", "terminus d'autobus"],
  DOWNTOWN: ["downtown", "city centre", "centre-ville", "le centre-ville"],
};

/** City | English / French | address | latitude longitude | also; also | here; here. In capitals: the names of COMMON. */
const TABLE = `
Montréal | Montréal–Trudeau International Airport / Aéroport international Montréal-Trudeau | 975 Boulevard Roméo-Vachon Nord, Dorval | 45.468 -73.742 | trudeau; trudeau airport; pierre elliott trudeau airport; montreal airport; dorval airport; aeroport de montreal; aeroport de dorval; yul | AIRPORT
Montréal | Central Station / Gare Centrale | 895 Rue De La Gauchetière Ouest, Montréal | 45.5 -73.567 | gare centrale; gare centrale de montreal; montreal central station; montreal train station | STATION
Montréal | Montréal Bus Station / Gare d'autocars de Montréal | 1717 Rue Berri, Montréal | 45.516 -73.563 | montreal bus station; gare d'autocars de montreal; berri bus station | BUS
Montréal | Downtown Montréal / Centre-ville de Montréal | Centre-ville, Montréal | 45.501 -73.568 | downtown montreal; centre-ville de montreal; montreal downtown | DOWNTOWN
Montréal | Old Montréal / Vieux-Montréal | Vieux-Montréal, Montréal | 45.507 -73.554 | old montreal; vieux montreal; old town montreal
Montréal | Old Port of Montréal / Vieux-Port de Montréal | Vieux-Port, Montréal | 45.507 -73.549 | old port; vieux port; old port of montreal
Montréal | Bell Centre / Centre Bell | 1909 Avenue des Canadiens-de-Montréal, Montréal | 45.496 -73.569 | centre bell; bell center
Montréal | Olympic Stadium / Stade olympique | 4545 Avenue Pierre-De Coubertin, Montréal | 45.558 -73.552 | olympic stadium montreal; stade olympique de montreal; the big o
Montréal | Montréal Casino / Casino de Montréal | 1 Avenue du Casino, Montréal | 45.505 -73.526 | montreal casino; casino de montreal | casino; the casino; le casino
Montréal | Notre-Dame Basilica / Basilique Notre-Dame | 110 Rue Notre-Dame Ouest, Montréal | 45.504 -73.556 | notre dame basilica; basilique notre dame de montreal
Montréal | Saint Joseph's Oratory / Oratoire Saint-Joseph | 3800 Chemin Queen-Mary, Montréal | 45.492 -73.617 | st josephs oratory; oratoire saint joseph du mont royal; the oratory
Montréal | Mount Royal Park / Parc du Mont-Royal | Parc du Mont-Royal, Montréal | 45.504 -73.587 | mount royal; mont royal; mont royal park
Montréal | Botanical Garden / Jardin botanique | 4101 Rue Sherbrooke Est, Montréal | 45.557 -73.556 | montreal botanical garden; jardin botanique de montreal; botanical gardens
Montréal | Jean-Talon Market / Marché Jean-Talon | 7070 Avenue Henri-Julien, Montréal | 45.536 -73.615 | jean talon market; marche jean talon
Montréal | Atwater Market / Marché Atwater | 138 Avenue Atwater, Montréal | 45.479 -73.577 | atwater market; marche atwater
Montréal | McGill University / Université McGill | 845 Rue Sherbrooke Ouest, Montréal | 45.505 -73.577 | mcgill; mc gill university
Montréal | Concordia University / Université Concordia | 1455 Boulevard De Maisonneuve Ouest, Montréal | 45.497 -73.578 | concordia
Montréal | Université de Montréal | 2900 Boulevard Édouard-Montpetit, Montréal | 45.503 -73.614 | university of montreal; udem; u de m
Montréal | UQAM | 405 Rue Sainte-Catherine Est, Montréal | 45.513 -73.56 | universite du quebec a montreal
Montréal | Place Ville Marie | 1 Place Ville Marie, Montréal | 45.501 -73.569 | place ville marie; pvm
Montréal | Palais des congrès | 1001 Place Jean-Paul-Riopelle, Montréal | 45.504 -73.56 | montreal convention centre; palais des congres de montreal | convention centre
Montréal | Place des Arts | 175 Rue Sainte-Catherine Ouest, Montréal | 45.508 -73.567
Montréal | Eaton Centre of Montréal / Centre Eaton de Montréal | 705 Rue Sainte-Catherine Ouest, Montréal | 45.503 -73.571 | montreal eaton centre; centre eaton
Montréal | Biosphère | 160 Chemin du Tour-de-l'Isle, Montréal | 45.514 -73.531 | biosphere montreal
Montréal | Montréal General Hospital / Hôpital général de Montréal | 1650 Avenue Cedar, Montréal | 45.497 -73.589 | montreal general; montreal general hospital; hopital general de montreal | general hospital; hopital general
Montréal | CHUM | 1051 Rue Sanguinet, Montréal | 45.511 -73.557 | chum hospital; hopital du chum; centre hospitalier de l'universite de montreal
Montréal | Royal Victoria Hospital, Glen site / Hôpital Royal Victoria, site Glen | 1001 Boulevard Décarie, Montréal | 45.473 -73.601 | muhc; cusm; glen hospital; royal victoria hospital; hopital royal victoria; royal vic; mcgill hospital; montreal childrens hospital; hopital de montreal pour enfants
Montréal | Jewish General Hospital / Hôpital général juif | 3755 Chemin de la Côte-Sainte-Catherine, Montréal | 45.497 -73.63 | jewish general; jewish hospital; hopital juif
Montréal | Sainte-Justine Hospital / CHU Sainte-Justine | 3175 Chemin de la Côte-Sainte-Catherine, Montréal | 45.503 -73.624 | sainte justine; ste justine hospital; hopital sainte justine
Montréal | Maisonneuve-Rosemont Hospital / Hôpital Maisonneuve-Rosemont | 5415 Boulevard de l'Assomption, Montréal | 45.574 -73.557 | maisonneuve rosemont; maisonneuve hospital
Montréal | Sacré-Coeur Hospital / Hôpital du Sacré-Coeur | 5400 Boulevard Gouin Ouest, Montréal | 45.532 -73.713 | sacre coeur hospital; hopital sacre coeur; sacred heart hospital
Montréal | St. Mary's Hospital / Centre hospitalier de St. Mary | 3830 Avenue Lacombe, Montréal | 45.496 -73.623 | st marys hospital; hopital st mary
Montréal | Berri-UQAM station / Station Berri-UQAM | Station Berri-UQAM, Montréal | 45.515 -73.561 | berri uqam; berri uqam metro; metro berri; metro berri uqam
Laval | Carrefour Laval | 3003 Boulevard Le Carrefour, Laval | 45.57 -73.753 | carrefour laval mall
Longueuil | Longueuil–Université-de-Sherbrooke station / Station Longueuil–Université-de-Sherbrooke | Place Charles-Le Moyne, Longueuil | 45.525 -73.522 | longueuil metro; metro longueuil
Brossard | DIX30 / Quartier DIX30 | 9100 Boulevard Leduc, Brossard | 45.446 -73.434 | dix30; dix 30; quartier dix30; quartier dix 30
Québec | Québec City Jean Lesage International Airport / Aéroport international Jean-Lesage de Québec | 505 Rue Principale, Québec | 46.788 -71.393 | jean lesage airport; quebec airport; quebec city airport; aeroport de quebec; aeroport jean lesage; yqb | AIRPORT
Québec | Gare du Palais | 450 Rue de la Gare-du-Palais, Québec | 46.817 -71.214 | quebec train station; palais station | STATION; BUS
Québec | Château Frontenac | 1 Rue des Carrières, Québec | 46.812 -71.205 | chateau frontenac; the frontenac; fairmont le chateau frontenac
Québec | Université Laval | 2325 Rue de l'Université, Québec | 46.782 -71.275 | laval university; ulaval
Québec | CHUL | 2705 Boulevard Laurier, Québec | 46.77 -71.285 | chul hospital; hopital chul
Québec | Old Québec / Vieux-Québec | Vieux-Québec, Québec | 46.813 -71.208 | old quebec; vieux quebec; old quebec city | DOWNTOWN; old town
Ottawa | Ottawa International Airport / Aéroport international d'Ottawa | 1000 Airport Parkway Private, Ottawa | 45.321 -75.669 | ottawa airport; aeroport d'ottawa; macdonald cartier airport; yow | AIRPORT
Ottawa | Ottawa Station / Gare d'Ottawa | 200 Tremblay Road, Ottawa | 45.416 -75.651 | ottawa train station; gare d'ottawa; tremblay station | STATION
Ottawa | Parliament Hill / Colline du Parlement | 111 Wellington Street, Ottawa | 45.424 -75.7 | parliament; parliament of canada; colline parlementaire; le parlement
Ottawa | Rideau Centre / Centre Rideau | 50 Rideau Street, Ottawa | 45.426 -75.692 | rideau center; centre rideau
Ottawa | ByWard Market / Marché By | 55 ByWard Market Square, Ottawa | 45.428 -75.692 | byward market; marche by
Ottawa | Ottawa Civic Hospital / Hôpital Civic d'Ottawa | 1053 Carling Avenue, Ottawa | 45.393 -75.72 | civic hospital; ottawa civic; civic campus
Ottawa | Children's Hospital of Eastern Ontario / CHEO | 401 Smyth Road, Ottawa | 45.401 -75.651 | cheo; cheo hospital
Gatineau | Casino du Lac-Leamy | 1 Boulevard du Casino, Gatineau | 45.447 -75.727 | lac leamy casino; lac leamy
Gatineau | Canadian Museum of History / Musée canadien de l'histoire | 100 Rue Laurier, Gatineau | 45.43 -75.709 | museum of history; musee de l'histoire
Toronto | Toronto Pearson International Airport / Aéroport international Pearson de Toronto | 6301 Silver Dart Drive, Mississauga | 43.677 -79.625 | pearson; pearson airport; toronto airport; toronto pearson; aeroport pearson; aeroport de toronto; yyz | AIRPORT
Toronto | Billy Bishop Toronto City Airport / Aéroport Billy-Bishop de Toronto | 2 Eireann Quay, Toronto | 43.632 -79.396 | billy bishop; billy bishop airport; island airport; toronto island airport; ytz
Toronto | Union Station / Gare Union | 65 Front Street West, Toronto | 43.645 -79.381 | toronto union station; gare union; union station toronto | STATION
Toronto | CN Tower / Tour CN | 290 Bremner Boulevard, Toronto | 43.643 -79.387 | tour cn; the cn tower
Toronto | Rogers Centre / Centre Rogers | 1 Blue Jays Way, Toronto | 43.641 -79.389 | skydome; sky dome; rogers center
Toronto | Scotiabank Arena / Aréna Scotiabank | 40 Bay Street, Toronto | 43.643 -79.379 | air canada centre; acc
Toronto | Toronto Eaton Centre / Centre Eaton de Toronto | 220 Yonge Street, Toronto | 43.654 -79.381 | eaton centre; eaton center; toronto eaton center
Toronto | Royal Ontario Museum / Musée royal de l'Ontario | 100 Queens Park, Toronto | 43.668 -79.395 | rom; the rom
Toronto | University of Toronto / Université de Toronto | 27 King's College Circle, Toronto | 43.661 -79.396 | u of t; uoft
Toronto | Toronto General Hospital / Hôpital général de Toronto | 200 Elizabeth Street, Toronto | 43.659 -79.388 | toronto general | general hospital
Toronto | SickKids | 555 University Avenue, Toronto | 43.657 -79.387 | sick kids; sick kids hospital; hospital for sick children
Toronto | Sunnybrook Hospital / Hôpital Sunnybrook | 2075 Bayview Avenue, Toronto | 43.722 -79.376 | sunnybrook; sunnybrook health sciences centre
Toronto | Yorkdale Shopping Centre / Centre commercial Yorkdale | 3401 Dufferin Street, Toronto | 43.725 -79.452 | yorkdale; yorkdale mall
Toronto | Fairmont Royal York | 100 Front Street West, Toronto | 43.646 -79.381 | royal york; royal york hotel
Vancouver | Vancouver International Airport / Aéroport international de Vancouver | 3211 Grant McConachie Way, Richmond | 49.195 -123.178 | vancouver airport; aeroport de vancouver; yvr | AIRPORT
Vancouver | Pacific Central Station / Gare Pacific Central | 1150 Station Street, Vancouver | 49.274 -123.098 | vancouver train station | STATION
Vancouver | Canada Place | 999 Canada Place, Vancouver | 49.289 -123.111
Vancouver | Vancouver General Hospital / Hôpital général de Vancouver | 899 West 12th Avenue, Vancouver | 49.262 -123.124 | vancouver general; vgh | general hospital
Calgary | Calgary International Airport / Aéroport international de Calgary | 2000 Airport Road NE, Calgary | 51.122 -114.008 | calgary airport; aeroport de calgary; yyc | AIRPORT
Edmonton | Edmonton International Airport / Aéroport international d'Edmonton | 1000 Airport Road, Leduc | 53.308 -113.584 | edmonton airport; yeg | AIRPORT
Winnipeg | Winnipeg Richardson International Airport / Aéroport international Richardson de Winnipeg | 2000 Wellington Avenue, Winnipeg | 49.905 -97.229 | winnipeg airport; ywg | AIRPORT
Halifax | Halifax Stanfield International Airport / Aéroport international Stanfield de Halifax | 1 Bell Boulevard, Enfield | 44.885 -63.51 | halifax airport; stanfield airport; yhz | AIRPORT
`;

export const landmarks: readonly Landmark[] = TABLE.trim()
  .split("\n")
  .map((line) => {
    const [city = "", names = "", address = "", at = "", also = "", here = ""] = line.split(" | ");
    const [en = "", fr = en] = names.split(" / ");
    const [lat = 0, lng = 0] = at.split(" ").map(Number);
    return { en, fr, address, city, lat, lng, also: list(also), here: list(here).flatMap((name) => COMMON[name] ?? [name]) };
  });

function list(text: string): string[] {
  return text === "" ? [] : text.split("; ");
}
