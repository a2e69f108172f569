/** Streets that callers name most, by city, written as their city writes them: "Rue|Sherbrooke" before the name, "Yonge|Street" after it. */
export type Street = { city: string; name: string; before?: string; after?: string };

const french = (city: string, type: string, names: string): Street[] => names.split(", ").map((name) => ({ city, name, before: type }));
const english = (city: string, type: string, names: string): Street[] => names.split(", ").map((name) => ({ city, name, after: type }));

export const streets: readonly Street[] = [
  ...french(
    "Montréal",
    "Rue",
    "Sherbrooke, Sainte-Catherine, Saint-Denis, Saint-Hubert, Saint-Jacques, Saint-Paul, Notre-Dame, Ontario, Rachel, Berri, Peel, Guy, Crescent, de la Montagne, Stanley, Drummond, Bishop, Mackay, University, Bleury, Beaubien, Bélanger, Jean-Talon, Jarry, Fleury, Fairmount, Saint-Viateur, Bernard, Villeray, Wellington, Centre, Hochelaga, Masson, Dandurand, Sanguinet, Amherst, Atateken, Sainte-Élisabeth, Saint-Urbain, Clark, Jeanne-Mance, Hutchison, Durocher, Milton, Prince-Arthur, Roy, Duluth, Marie-Anne, Saint-Zotique, Saint-Dominique, Christophe-Colomb, De La Gauchetière, De Bleury, William, Ottawa, Lucien-L'Allier, Fullum, Frontenac, D'Iberville, Molson, Viau, Cadillac, Langelier, Sauvé, Legendre, Chabanel, Wilderton, Barclay, Lajeunesse, Saint-Antoine, Viger, McGill, Metcalfe, Mansfield",
  ),
  ...french(
    "Montréal",
    "Boulevard",
    "Saint-Laurent, René-Lévesque, De Maisonneuve, Décarie, Pie-IX, Rosemont, Saint-Michel, Saint-Joseph, Crémazie, Gouin, Henri-Bourassa, de l'Acadie, Robert-Bourassa, Édouard-Montpetit, Monk, LaSalle, Champlain, de l'Assomption, Langelier, Cavendish, Côte-Vertu, Lacordaire, Viau, Marcel-Laurin, des Sources, Saint-Jean, Roméo-Vachon, Newman",
  ),
  ...french(
    "Montréal",
    "Avenue",
    "du Mont-Royal, du Parc, Papineau, De Lorimier, Atwater, Greene, Victoria, Van Horne, Laurier, Christophe-Colomb, des Pins, McGill College, Cedar, Docteur-Penfield, Monkland, de Monkland, Somerled, Girouard, Outremont, Querbes, Bloomfield, Henri-Julien, de Gaspé, Decelles, Lacombe, Darlington, Pierre-De Coubertin, Bourbonnière, Westminster, Kensington, Dorval, Cartier, de l'Hôtel-de-Ville, Coloniale, Casgrain, de l'Esplanade, Union, Lincoln, Overdale, Viger",
  ),
  ...french(
    "Montréal",
    "Chemin",
    "de la Côte-des-Neiges, de la Côte-Sainte-Catherine, de la Côte-Saint-Luc, Queen-Mary, Remembrance, du Tour-de-l'Isle, Camillien-Houde, Bord-du-Lac",
  ),
  ...french(
    "Québec",
    "Rue",
    "Saint-Jean, Saint-Louis, Saint-Joseph, Saint-Paul, du Petit-Champlain, de la Couronne, Dorchester, Marie-de-l'Incarnation, Principale, Sous-le-Fort, Dalhousie, Soumande",
  ),
  ...french(
    "Québec",
    "Boulevard",
    "Laurier, Charest, René-Lévesque, Wilfrid-Hamel, Pierre-Bertrand, Lebourgneuf, Champlain, des Capucins, Henri-Bourassa, Sainte-Anne, Robert-Bourassa",
  ),
  ...french("Québec", "Avenue", "Cartier, Maguire, Myrand, Honoré-Mercier, Holland"),
  ...french("Québec", "Chemin", "Sainte-Foy, Saint-Louis, des Quatre-Bourgeois"),
  ...french(
    "Laval",
    "Boulevard",
    "Le Corbusier, Saint-Martin, de la Concorde, des Laurentides, Curé-Labelle, Chomedey, Le Carrefour, Daniel-Johnson, Notre-Dame, Lévesque",
  ),
  ...french("Longueuil", "Chemin", "de Chambly"),
  ...french("Longueuil", "Boulevard", "Taschereau, Roland-Therrien, Curé-Poirier, Jacques-Cartier"),
  ...french("Gatineau", "Boulevard", "Maloney, Gréber, Saint-Joseph, Saint-Raymond, de la Gappe, des Allumettières"),
  ...french("Gatineau", "Rue", "Laurier, Eddy, Montcalm, Principale"),
  ...english(
    "Toronto",
    "Street",
    "Yonge, Bay, King, Queen, Bloor, Dundas, College, Front, Richmond, Adelaide, Wellington, Dufferin, Bathurst, Church, Jarvis, Sherbourne, Parliament, Harbord, Gerrard, Carlton, Wellesley, Elizabeth, John, Simcoe, York, Jane, Keele",
  ),
  ...english(
    "Toronto",
    "Avenue",
    "Spadina, University, Eglinton, Sheppard, Finch, Steeles, Lawrence, St. Clair, Danforth, Ossington, Bayview, Victoria Park, Pape, Broadview, Wilson, Eastern, Coxwell, Woodbine, Kipling, Islington, Lansdowne",
  ),
  ...english("Toronto", "Road", "Avenue, Don Mills, Leslie, Kennedy, Markham, Mount Pleasant, Davenport, Dupont, St. George, Weston, Kingston"),
  ...english("Toronto", "Boulevard", "Lake Shore, Bremner"),
  ...english(
    "Ottawa",
    "Street",
    "Bank, Rideau, Elgin, Wellington, Sparks, Slater, Albert, Laurier, Metcalfe, O'Connor, Preston, Somerset, Dalhousie, Sussex, St. Patrick, Catherine, Gladstone, Bronson, Kent, Lyon, Main",
  ),
  ...english("Ottawa", "Avenue", "Carling, Bronson, Laurier, Beechwood, Fisher, Merivale, Holland, Churchill, Woodroffe, Gladstone, Fifth"),
  ...english("Ottawa", "Road", "Merivale, Baseline, Hunt Club, Smyth, Innes, Montreal, Tremblay, Riverside, Richmond, Ogilvie, Walkley, Heron"),
  ...english("Ottawa", "Boulevard", "St. Laurent, St. Joseph, Terry Fox"),
  ...english("Ottawa", "Drive", "Sussex, Colonel By, Prince of Wales, Riverside, Queen Elizabeth"),
];

/** Cities known by name, as they are written. "Sherbrooke", "London" and the like also name streets: they count only after a comma or "in". */
export const cities: readonly string[] =
  "Montréal, Laval, Longueuil, Brossard, Québec, Lévis, Gatineau, Sherbrooke, Trois-Rivières, Saguenay, Terrebonne, Repentigny, Saint-Jérôme, Blainville, Boucherville, Saint-Lambert, Saint-Hyacinthe, Drummondville, Granby, Dorval, Westmount, Outremont, Verdun, LaSalle, Lachine, Pointe-Claire, Kirkland, Beaconsfield, Dollard-des-Ormeaux, Côte-Saint-Luc, Mont-Royal, Hampstead, Anjou, Montréal-Nord, Saint-Laurent, Rimouski, Ottawa, Kanata, Orléans, Nepean, Toronto, Mississauga, Brampton, Scarborough, Etobicoke, North York, Markham, Vaughan, Richmond Hill, Oakville, Burlington, Hamilton, London, Kingston, Kitchener, Waterloo, Guelph, Windsor, Barrie, Oshawa, Ajax, Pickering, Vancouver, Richmond, Burnaby, Surrey, Victoria, Calgary, Edmonton, Winnipeg, Regina, Saskatoon, Halifax, Dartmouth, Moncton, Fredericton, Saint John, St. John's, Charlottetown".split(
    ", ",
  );
