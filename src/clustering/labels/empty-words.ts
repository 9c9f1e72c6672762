/**
 * English words that may stand in no name, or that head one badly. The rarity of words in the lexicon
 * tells most words that say little; these are said in few fields or are rare, and still name nothing.
 */
import { abstractBoilerplate } from '../../text/stop-words';

/** Of the set phrases of abstracts, those that are also the heads of established terms. */
const headsAfterAll = wordsOf(
  `analysis evaluation method methods approach approaches technique techniques problem problems task
  tasks issue issues challenge challenges case cases example examples experiment experiments study
  studies survey literature state states effective code codes research work general usage order
  focus improvement section number numbers`,
);

/** Ways of saying "good", "much" and "we did". */
const fluff = wordsOf(
  `state-of-the-art sota real-world high-quality large-scale end-to-end outperforming downstream
  amount amounts massive github eliminate access prove proves proven jointly identical acquire prevent
  prevents remove removes removing reliance immense practical top-1 top-5 significant novel promising
  superior competitive extensive comprehensive multiple numerous several potential various wide widely
  achieve achieving better improved improving increasing increased reducing reduced required wise non
  respectively especially specifically commonly usually typically generally recently currently
  substantially greatly highly fully easily directly effectively efficiently simultaneously
  additional further overall entire whole total main major minor crucial critical essential
  fundamental necessary sufficient suitable appropriate interesting similar aforementioned
  corresponding underlying proposed resulting following remaining
  larger smaller deeper higher lower faster stronger greater wider broader longer shorter easier harder
  largest smallest highest lowest fastest strongest greatest deepest valuable impressive remarkable
  promising perform performs performing performed helps help helping off-the-shelf ablation able unable
  alone apart together elsewhere worldwide nowadays
  good poor strong weak simple complex certain typical common popular standard traditional conventional
  interestingly notably importantly surprisingly experimentally empirically theoretically
  initio novo vivo vitro posteriori priori hoc international workshop conference
  copyright rights reserved publisher elsevier wiley springer ieee acm inc ltd authors author
  pubmed psycinfo database record apa`,
);

/** Words that never stand in a name. */
export const sayNothing: ReadonlySet<string> = new Set(
  [...abstractBoilerplate, ...fluff].filter((word) => !headsAfterAll.has(word)),
);

/** Heads that add little to what stands before them: "adaptation methods" is "adaptation". */
export const weakHeads: ReadonlySet<string> = wordsOf(
  `method methods approach approaches technique techniques problem problems task tasks issue issues
  challenge challenges case cases example examples experiment experiments study studies survey work
  research framework frameworks setting settings scenario scenarios performance result
  results application applications dataset datasets data benchmark benchmarks baseline baselines
  model models algorithm algorithms accuracy score scores code codes state states improvement
  section number numbers order focus usage evaluation level levels value values group groups type
  types process processes quality effect effects role use rate rates time area areas field fields
  domain domains strategy strategies scheme schemes architecture architectures`,
);

/** Words that name a topic only in company ("transfer learning"). */
export const onlyInCompany: ReadonlySet<string> = wordsOf(
  `deep learn learns learned learning learner learners train trained training trains layer layers
  prediction predictions classifier classifiers label labels sample samples need needs access step
  steps person people user users document documents text texts word words sentence sentences image
  images video videos project projects student students theory theories test tests subject subjects
  country countries year years day days month months week weeks patient patients participant
  participants woman women man men individual individuals`,
);

/** Nouns that look like plurals, which may stand before another noun. */
const pluralModifiers = wordsOf(
  `news sports series species sales operations communications systems materials arms goods means
  diabetes rabies herpes services needs rights savings`,
);

/** Whether an English word is a plural, or a verb in the third person: neither stands before a noun. */
export function isPlural(lower: string): boolean {
  return (
    /[^suia]s$/.test(lower) &&
    lower.length > 4 &&
    !/(?:ics|ness)$/.test(lower) &&
    !pluralModifiers.has(lower)
  );
}

/** Nouns among the words in -ly. */
export const nounInLy =
  /(?:anomaly|assembly|family|supply|butterfly|monopoly|reply|fly|italy|july)$/;

function wordsOf(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}
