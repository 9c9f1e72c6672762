/**
 * Words that say nothing about what a paper is about, in the folded form of `words.ts`.
 *
 * Two lists by what is done with them: the function words of English never reach an encoder; the
 * set phrases of abstracts ("we propose", "results show") are left to the encoders, which weigh
 * them down by document frequency, but would spoil a topic's name.
 */

/**
 * Function words of English by word class, after the classes of the Snowball project's English
 * list (BSD licence, Martin Porter), with the pieces that contractions leave ("don", "ll").
 */
const FUNCTION_WORDS = {
  articlesAndDeterminers:
    'a an the this that these those each every either neither some any all both half no none such another other others own same certain several many much more most few fewer less least enough',
  pronouns:
    'i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers herself it its itself they them their theirs themselves one ones who whom whose which what whoever whatever whichever something anything nothing everything someone anyone everyone',
  auxiliaries:
    'am is are was were be been being have has had having do does did doing done will would shall should can could may might must ought need cannot let lets get gets got',
  contractions:
    'don doesn didn isn aren wasn weren hasn haven hadn won wouldn shan shouldn couldn mustn needn ain ll re ve',
  prepositions:
    'about above across after against along alongside amid among amongst around as at before behind below beneath beside besides between beyond by despite down during except for from in inside into like near of off on onto out outside over past per since than through throughout till to toward towards under underneath unlike until unto up upon versus via vs with within without',
  conjunctions:
    'and or but nor so yet if because although though unless whereas while whilst whether when whenever where wherever why how however therefore thus hence moreover furthermore nevertheless nonetheless otherwise thereby therein whereby wherein consequently accordingly meanwhile',
  adverbs:
    'again already also always almost else ever even far further here just never not now often once only perhaps quite rather really sometimes still then there too very well instead indeed together namely especially mainly mostly usually typically respectively etc eg ie al et',
  numerals: 'two three four five six seven eight nine ten first second third',
};

/** English function words. */
export const englishStopWords: ReadonlySet<string> = new Set(
  Object.values(FUNCTION_WORDS).flatMap((list) => list.split(' ')),
);

/** What abstracts say whatever their subject; for topic names, together with the stop words. */
export const abstractBoilerplate: ReadonlySet<string> = new Set(
  (
    'paper papers article work works study studies research author authors abstract introduction ' +
    'section literature survey propose proposes proposed proposing present presents presented ' +
    'presenting introduce introduces introduced introducing show shows showed shown showing ' +
    'demonstrate demonstrates demonstrated demonstrating describe describes described discuss ' +
    'discusses discussed provide provides provided providing investigate investigates ' +
    'investigated explore explores explored examine examines examined consider considers ' +
    'considered address addresses addressed addressing develop develops developed developing ' +
    'achieve achieves achieved achieving improve improves improved improving outperform ' +
    'outperforms obtain obtains obtained use uses used using usage utilize utilizes utilizing ' +
    'based approach approaches method methods methodology technique techniques novel new ' +
    'recent recently existing previous prior current state art result results resulting ' +
    'experiment experiments experimental extensive finding findings conclusion conclusions ' +
    'evaluate evaluates evaluated evaluation significant significantly important various ' +
    'different general specific particular main key number large high low good better best ' +
    'effective effectively efficient efficiently simple important possible available able ' +
    'problem problems challenge challenges challenging task tasks issue issues way ways make ' +
    'makes making made given find finds found aim aims focus focuses allow allows enable ' +
    'enables enabling lead leads leading known called due order case cases example examples ' +
    'contribution contributions analysis furthermore additionally finally compared comparison ' +
    'including include includes include code github available http https www com'
  ).split(' '),
);
