/** Small closed classes of English words that the rules ask for. */
const set = (words: string): ReadonlySet<string> => new Set(words.split(" "));

export const SUBJECT_PRONOUNS = set("i he she it we they you who which");
export const RELATIVES = set("who which that whom");
export const AUXILIARIES = set(
  "has have had having is are was were be been being am do does did will would can could may might must shall should 's 've 'd 'll 're 'm ca wo",
);
export const MODALS = set("will would can could may might must shall should 'll 'd ca wo");
export const BE = set("is are was were be been being am 's 're 'm");
export const NEGATIONS = set("not n't never neither nor hardly no nobody none without");
export const OPENERS = set("that how why what whether if where who when which");
export const CONJUNCTIONS = set("and but or while although though yet whereas so nor because since");
export const SPLITTERS = set("and but while although though yet whereas");
const DAYS = "monday tuesday wednesday thursday friday saturday sunday";
export const MONTHS = set(
  "january february march april may june july august september october november december jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec.",
);
export const TIME_WORDS = set(
  `${DAYS} today yesterday tonight tomorrow earlier later recently now then ago soon also again once already repeatedly still ` +
    "simply flatly bluntly publicly privately separately previously afterward afterwards instead too",
);
export const TIME_NOUNS = set(
  "morning afternoon evening night week month year day days weeks months years hours minutes weekend time summer spring fall winter",
);
export const TIME_LEADS = set(
  "last this that next early late earlier later the a on in at since by before after during over",
);
export const PREPOSITIONS = set(
  "in on at to from of for with by about during after before via through over under against into as among between outside inside near following upon",
);
export const POSSESSIVES = set("his her their its my our your 's ' whose");
export const DETERMINERS = set(
  "the a an this that these those some many any each every all both no another other",
);
/** Words that open a sentence with a capital and are no name. */
export const OPENING_WORDS = set(
  "and but or so then also still yet when while as if though although because since after before later earlier now here there how why what where that once never only even just meanwhile instead again further finally not nor for in on at to by with from of",
);
/** What a participle of speech may follow: "by saying", "while noting". */
export const PARTICIPLE_LEADS = set(", — – - -- by while after before in then also");
