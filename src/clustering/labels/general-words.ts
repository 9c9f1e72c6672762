/**
 * 1906 words of scholarly English that name no topic, found by scripts/make-general-words.ts in the
 * arXiv metadata (CC0; staeiou/arxiv_archive, Geiger 2020, doi 10.5281/zenodo.1463242): frequent words
 * spread evenly over unrelated fields. Generated: change the script, not this file.
 */
export const generalWords: ReadonlySet<string> = new Set(
  `
  ability able about above absence absolute accepted accessible accommodate according accordingly
  account accuracy accurate accurately achieve achieved achieves achieving across act active acts
  actual actually adapt adaptation adapted adapting adaptive add added adding addition additional
  additionally address addressed addresses addressing adjacent adjust adopt adopted adopting
  advance advanced advances advantage advantages affect affected affects aforementioned after
  again against aggregate agreement aid aim aimed aiming aims algorithm algorithmic algorithms
  all alleviate allow allowed allowing allows almost alone along alpha already also alternative
  alternatives although always among amount amounts analogous analyse analysed analyses analysis
  analytic analytical analyze analyzed analyzing and another answer any apart appear appears
  applicability applicable application applications applied applies apply applying approach
  approaches appropriate appropriately approximate approximated approximately approximation
  approximations arbitrarily arbitrary are area areas argue argument arguments arise arises
  arising around art article ask aspect aspects assign assigned assignment associated assume
  assumed assuming assumption assumptions asymmetric attached attempt attempts attention
  attracted attractive augmented author authors automated auxiliary availability available
  average avoid avoiding avoids aware away back balance balanced base based basic basis because
  become becomes becoming been before behave behavior behaviour behind being believe below
  beneficial benefit benefits besides best beta better between beyond binary block blocks body
  both bound boundaries branch break bridge brief briefly bring brings broad build building
  builds built but calculate calculated calculating calculation call called can candidate
  candidates cannot canonical capabilities capability capable capture captured captures capturing
  carefully carried carry case cases categories cause caused causes cells center central certain
  chain chains challenge challenges challenging change changes changing chapter character
  characteristic characteristics characterization characterize characterized characterizing check
  choice choices choose choosing chosen clarify class classes classic classical classified
  classify classifying clear clearly close closed closely closer cluster clustering clusters
  coefficient coefficients collect collected collecting collection combination combinations
  combine combined combines combining come comes coming commercial common commonly communicate
  compact comparable comparative compare compared compares comparing comparison comparisons
  compatible competitive complement complementary complete completely completion complex
  complexity complicated component components composed composite composition comprehensive
  computation computational computations compute computed computer computing concept concepts
  conceptual concern concerned concerning concerns conclude conclusion concrete condition
  conditions conduct conducting configuration configurations confirm conjunction connect
  connected connecting connection connections consequence consequences consequently consider
  considerable considerably consideration considerations considered considering considers consist
  consistent consistently consisting consists constant constitute constrained constraint
  constraints construct constructed constructing construction contain contained containing
  contains context contexts continue continuity continuous continuously contrary contrast
  contribute contribution contributions controlled controlling controls convenient conventional
  converge convergent coordinate cope core correct correction correctly correlation correspond
  corresponding corresponds cost costly costs could count counterpart counterparts counting
  couple coupled course cover covering covers create created creates creating criteria criterion
  critical cross crossing crucial current currently curve curves cycles data date day days deal
  dealing deals decade decades decision decisions decomposition decrease decreases decreasing
  dedicated define defined defines defining definite definition degree degrees deliver delta
  demands demonstrate demonstrated demonstrates demonstrating dense depend dependency dependent
  depending depends deploy depth derivation derive derived deriving describe described describes
  describing description descriptions design designed designing designs desirable desired despite
  detail detailed details detect detected detecting detection determination determine determined
  determines determining develop developed developing developments develops deviation devise
  devoted differ difference differences different differential differs difficult difficulties
  difficulty dimensions direct direction directions directly discontinuous discover discovered
  discrete discretization discuss discussed discusses discussion display distance distances
  distinct distinguish distinguished distribution diverse divided does doing domain domains
  dominant done double down dramatically draw drawn driven dual due duration during dynamic
  dynamically each earlier early easier easily easy edge effect effective effectively
  effectiveness efficacy efficiency efficient efficiently effort efforts either element elements
  embedded emerged emph emphasis empirical empirically employ employed employing employs enable
  enabled enables enabling encode encoded encountered end engineering enhance enhanced enough
  ensemble ensure ensures ensuring entire entirely entropy equal equally equivalent error errors
  especially essential essentially establish established establishing etc evaluate evaluated
  evaluating evaluation evaluations even event events eventually ever evidence exact exactly
  examine examined example examples excellent except exchange exhibit exhibits exist existence
  existing exists expansion expect expectation expected expensive experiment experimental
  experimentally experiments explain explained explanation explicit explicitly exploit exploited
  exploiting exploits exploration explore explored explores exploring exponential exponentially
  expressed expression expressions extend extended extending extends extension extensions
  extensive extensively extent external extra extract extreme extremely face faced facilitate
  facilitates fact factor factors fail fails failure false families family famous far fashion
  fast faster feasibility feasible feature features few fewer field fields final finally find
  finding findings finds fine fine-grained finite first first-order firstly five fixed
  flexibility flexible flow focus focused focuses focusing follow followed following follows for
  forest form formal formalize formally formed former forms formulate formulated formulation
  formulations forward found foundation four fourier fraction framework frameworks free
  frequently from full fully function functional functions fundamental further furthermore future
  gain gained gap general generalization generalize generalized generalizes generally generate
  generated generates generating generation generator generic geometric geometrical get give
  given gives giving global globally goal goals goes good governing gradient great greater
  greatly green ground group groups growing grows growth guarantee guaranteed guarantees guide
  had half hand handle handling hard has have having heart heavily heavy help helps hence here
  heterogeneous heuristic heuristics hidden hierarchical high higher higher-order highest
  highlight highly historical history hold homogeneous hope hours how however http huge hundreds
  hybrid hypothesis idea ideal ideas identical identification identified identifies identify
  identifying iii impact implement implementation implemented implementing implements implicit
  implies imply importance important importantly imposed impossible improve improved improvement
  improvements improves improving include included includes including inclusion incomplete
  incorporate incorporated incorporates incorporating increase increased increases increasing
  increasingly incremental indeed independent independently indicate indicates individual induce
  induced induces infer inferred inferring information ingredient inherent inherently initial
  initially input inputs inside insight insights inspired instance instances instead integral
  integrate integrated integrates integrating integration intended interacting interactions
  interest interested interesting intermediate internal interpret interpretation interpreted
  interval into intrinsic introduce introduced introduces introducing introduction intuitive
  invariant inverse inversion investigate investigated investigates investigating investigation
  involve involved involves involving isolated issue issues iterations iterative iteratively its
  itself just keep keeping key kind kinds know knowledge known labeled lack large large-scale
  largely larger largest last later latter law lead leading leads least led left length lengths
  less level levels leverage leverages leveraging lies light like likely limit limitation
  limitations limited limiting limits line linear linearly link links list literature little
  local locally located location locations logarithmic long long-term longer look loss lot low
  lower machine machines made magnitude main mainly maintain maintaining major majority make
  makes making manner many map mapped mapping maps match matches material mathematical
  mathematically matrices matrix maximum may mean meaning meaningful means measure measured
  measures measuring meet mentioned method methodologies methodology methods metric metrics might
  min minimal minimize minimizes minimizing minimum missing mitigate mixed model modeled modeling
  modelling models modern modes modification modifications modified modify modules moment moments
  monitor more moreover most mostly motion motivated motivation move moves moving much
  multidimensional multiple multiplicative must mutual naive name named namely natural naturally
  nature near nearest nearly necessarily necessary need needed needs negative neighborhood
  neither net never nevertheless new newly next noisy non non-linear non-negative non-trivial
  non-zero nor normal normalized not notably note notion novel now nowadays number numbers
  numerical numerous objective objectives observable observation observe observed obtain obtained
  obtaining occur occurs off offer offered offering offers offline often old once one ones
  ongoing only onto open operate operates operating operation operations operator opportunity
  optimal optimally optimization optimize optimized optimizing order ordering orders ordinary
  oriented original originally other others otherwise our out outline outperform outperforms
  output outputs outside over overall overcome overlap overview own pair pairs paper papers
  paradigm paradigms parameter parameterized parameters part partial partially particular
  particularly partitioning partitions parts passing past path paths pattern patterns per perfect
  perform performance performances performed performing performs periods permits perspective
  perspectives phase phases phenomena phenomenon physical physics place placed play played plays
  plus point pointed points poor popular posed position positions positive possess possesses
  possibilities possibility possible possibly potential potentially power powerful practical
  practically practice precise precisely precision predefined predicted predicts preliminary
  prescribed presence present presentation presented presenting presents preserve preserved
  preserves preserving previous previously primarily primary principal principle principles prior
  priori probabilistic probabilities probability problem problems procedure process processed
  processes produce produced produces producing product production products profile progress
  projection prominent promise promising proper properly properties property proportional propose
  proposed proposes proposing provably proved proven proves provide provided provides providing
  proximity published purely purpose purposes put quadratic qualitative quality quantify
  quantitative quantitatively quantities quantity question questions quickly quite raised random
  randomly range ranging rank rapid rapidly rate rates rather reach readily real real-life
  real-world realistic realize realized reason reasonable reasons received recent recently
  recover recovered reduce reduced reduces reducing reduction redundant refer reference referred
  reflect reflected regard regarded regarding regardless regular relate related relates relation
  relationship relative relatively release relevance relevant reliability reliable relies rely
  relying remain remaining remains remarkable remarkably removing repeated replace replaced
  report reported represent representation representative represented representing represents
  require required requirement requires requiring research researchers resolution resolve respect
  respective respectively response rest restricted restrictions result resulting results return
  returns reveal revealed reveals reverse review reviewed revisit rho rich right rigid rigorous
  rise robust robustness role root roughly rule rules run runs same sampled satisfied satisfies
  satisfy satisfying scalar scale scaled scales scaling scenario scenarios scheme science
  scientific scientists scope search second second-order secondly section see seek seem seems
  seen select selected selecting selection self sense sensitive sensitivity separate separately
  separation sequence sequences sequential series serve serves set sets setting settings setup
  several severe shape shapes share shared sharing shed shift shifts short shorter should show
  showed showing shown shows side signature significance significant significantly similar
  similarities similarly simple simpler simplicity simplified simply simulate simultaneous
  simultaneously since single site situation situations six size sizes slightly slow slowly small
  smaller smallest so-called soft solely solution solutions solve solved solves solving some
  sometimes sophisticated source sources space spaces spatial special specialized specific
  specifically specified speed split splitting square stability stable stage stages standard
  start starting state states static stationary status step steps still straightforward
  strategies strategy stream streams strength strict strong stronger strongly structural
  structure structured structures studied studies study studying subject subsequent subsequently
  subset subsets substantial substantially success successful successfully such suffer suffers
  sufficient sufficiently suggest suggested suggests suitable suited sum summary superior
  superiority support supported supporting supports surprising surprisingly survey system
  systematic systematically systems tackle tailored take taken takes taking target targeted
  targets task taylor technical technique techniques temporal ten tends term terms test tested
  testing tests textit than thanks that the their them themselves then theoretical theoretically
  theory there thereby therefore these they third this those though thousands three threshold
  through throughout thus time times together too tool tools top topologies topology total toward
  towards track trade-off traditional traditionally trajectories transfer transform
  transformation transformed transition transitions transparent treat treated tree trivial true
  try tuning turn turns two type types typical typically ubiquitous under underlying understand
  understanding understood unfortunately unified uniform uniformly unique uniquely unit units
  universal unknown unlike until update updated updates updating upon upper usage use used useful
  usefulness uses using usual usually utility utilize utilized utilizes utilizing valid validate
  validation validity valuable value values variant variants variation variations varies variety
  various vary varying vast vector vectors verified verify version versions versus very via view
  viewed vital volume want was way ways weak weight weighted well well-known were what when
  whenever where whereas whether which while whole whose why wide widely wider widespread will
  window with within without work working works would written years yet yield yielding yields
  zero
`
    .trim()
    .split(/\s+/),
);
