/**
 * Which encoding bytes are in that are not UTF-8. Each encoding is tried, and the text that comes out
 * is judged by the letters and characters that its languages use most, and by what never stands in
 * the middle of a word. Libraries for this (chardet, jschardet) need some hundred characters; files
 * of three lines have a dozen.
 */

import { decoded, isDecodable, type LegacyEncoding } from './text-encodings';

const western = [
  'éèàêçôûâîùëïœæÿ',
  'äöüß',
  'áéíóúñü¿¡ªº',
  'ãçáéíóúâêôõàü',
  'àèéìòù',
  'åäöéøæ',
  'áðéíóúýþæö',
  'éëïöüèêàá',
  'àçèéíïòóúü·',
];
const central = [
  'ąćęłńóśźż',
  'áčďéěíňóřšťúůýž',
  'áäčďéíĺľňóôŕšťúýž',
  'áéíóöőúüű',
  'ăâîşţșț',
  'čćđšž',
  'äöüß',
];
const cyrillic = [
  'оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё',
  'оаинтівреслкмдпуяьгзбчйхжшюцщєїґфыэёъ',
  'аеоинтрсвлкдпмзгбучцяюъжщхшйфьѝ',
];
const greek = ['αοιετνησρπκμλςυίόγωάέδήχφύθώβξψζϊϋ'];
const hebrew = ['יוהלאתרבשמםנדחקעכפגטזצסןךץףפ'];
const arabic = ['اليمنوترةبعدسفكقهحجشصطخضزذغءثئىأإآؤظ'];

/** Characters that make up most of a scholarly text in the languages written with them. */
const chinese =
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严龙摘要键词基于模型算法网络';
const chineseTraditional =
  '的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產種面而方後多定行學法所民得經十三之進著等部度家電力裡如水化高自二理起小物現實加量都兩體制機當使點從業本去把性好應開它合還因由其些然前外天政四日那社義事平形相全表間樣與關各重新線內數正心反你明看原又麼利比或但質氣第向道命此變條只沒結解問意建月公無系軍很情者最立代想已通並提直題黨程展五果料象員革位入常文總次品式活設及管特件長求老頭基資邊流路級少圖山統接知較將組見計別她手角期根論運農指幾九區強放決西被幹做必戰先回則任取據處隊南給色光門即保治北造百規熱領七海口東導器壓志世金增爭濟階油思術極交受聯什認六共權收證改清己美再採轉更單風切打白教速花帶安場身車例真務具萬每目至達走積示議聲報鬥完類八離華名確才科張信馬節話米整空元況今集溫傳土許步群廣石記需段研界拉林律叫且究觀越織裝影算低持音眾書布復容兒須際商非驗連斷深難近礦千週委素技備半辦青省列習響約支般史感勞便團往酸歷市克何除消構府稱太準精值號率族維劃選標寫存候毛親快效院查型眼王按格養易置派層片始卻專狀育識適屬圓包火住調滿縣局照參紅細引聽該價嚴龍摘要鍵詞基於模型網路';
const kanji =
  '日一国会人年大十二本中長出三同時政事自行社見月分議後前民生連五発間対上部東者党地合市業内相方四定今回新場金員九入選立開手米力学問高代明実円関決子動京全目表戦経通外最言氏現理調体化田当八六約主題下首意法不来作性的要用制治度務強気小七成期公野協取都和統以機平総加山思家話世受区領多県続進正安設保改数記院女初北午指権心界支第産結百派点教報済書府活原先共得解名交資予川向際査勝面委告軍文反元重近千考判認画海参売利組知案道信策集在件団別物側任引使求所次水半品昨論計死官増係感特情投示変打男基私各始島直両朝革価式確村提運終挙果西勢減台広容必応演電歳住争談能無再位置企真流格有疑口過局少放税検藤町常校料沢裁状工建語球営空職証土与急止送援供可役構木割聞身費付施切由説転食比難防補車優夫研収断井何南石足違消境神番規術護展態導鮮備宅害配副算視条幹独警宮究育席輸訪楽起万着乗店述残想線率病農州武声質念待試族象銀域助労例衛然早張映限親額監環験追審商葉義伝働形景落欧担好退準賞訴辺造英被株頭技低毎医復仕去姿味負閣韓渡失移差衆個門写評課末守若脳極種美岡影命含福蔵量望松非撃佐核観察整段横融型白深字答夜製票況音申様財港識注呼渉達';
const kana =
  'のにをはたがでてとしれさいるかもらなっりすあこまうきくおえけせつちよどそわ、。ー・「」ンストルイラリクアグテレドタカシプコロムスエフデマサジッバキメパトオビチナハニョャュィモソブ';
const hangul =
  '이다의는에을를가한로고하지사도기서자리인대해정시어그으나아있수부과와보전여일관주제구성조들상연학동장공위적경유비생중소물방용원신안선발화국분개만모문회무계내산실영진라간교마재결면치행세내했할것된되등및은우요분석통효반논문본법향심간방특요인스트데이터모델기반';

interface Candidate {
  readonly encoding: LegacyEncoding;
  /** Of each language, its letters beyond ASCII or most frequent characters. */
  readonly alphabets: readonly string[];
  /** Whether its characters stand by themselves rather than in words of letters. */
  readonly ideographic?: boolean;
}

/** Those before others win where the bytes read the same. */
const candidates: readonly Candidate[] = [
  { encoding: 'windows-1252', alphabets: western },
  { encoding: 'windows-1250', alphabets: central },
  { encoding: 'windows-1251', alphabets: cyrillic },
  { encoding: 'gb18030', alphabets: [chinese], ideographic: true },
  { encoding: 'shift_jis', alphabets: [kana + kanji], ideographic: true },
  { encoding: 'euc-jp', alphabets: [kana + kanji], ideographic: true },
  { encoding: 'euc-kr', alphabets: [hangul], ideographic: true },
  { encoding: 'big5', alphabets: [chineseTraditional], ideographic: true },
  { encoding: 'macintosh', alphabets: western },
  { encoding: 'koi8-r', alphabets: cyrillic },
  { encoding: 'windows-1254', alphabets: ['çğıöşüâî'] },
  { encoding: 'windows-1253', alphabets: greek },
  { encoding: 'windows-1257', alphabets: ['ąčęėįšųūž', 'āčēģīķļņšūž', 'äöõüšž'] },
  { encoding: 'windows-1255', alphabets: hebrew },
  { encoding: 'windows-1256', alphabets: arabic },
  { encoding: 'ibm866', alphabets: cyrillic },
  { encoding: 'x-mac-cyrillic', alphabets: cyrillic },
];

const letter = /\p{L}/u;
const typographic =
  /[“”‘’„‚–—…«»‹›•·°±×÷µ§©®™²³¹½€£′″−\u00A0、。，；：？！（）「」『』《》〈〉【】・～\u3000]/u;
const halfwidth = /[\uFF61-\uFF9F]/u;
const ideograph = /[\u4E00-\u9FFF\uAC00-\uD7A3\u3040-\u30FF\uFF01-\uFF5E]/u;
const lower = /\p{Ll}/u;
const upper = /\p{Lu}/u;

/** What may follow an apostrophe inside a word: “don’t”, “l’étude”. */
const elided = /[stdlmrvaeiouhyâàéèêîôû]/iu;

/** How well a sign stands between what is before and after it. */
function worthOfSign(sign: string, before: string, next: string): number {
  const afterLetter = letter.test(before);
  const beforeLetter = letter.test(next);
  const inWord = afterLetter && beforeLetter;
  if (sign === '’') return afterLetter && (!beforeLetter || elided.test(next)) ? 1.05 : -0.3;
  if (/[“‘„«‚¿¡]/u.test(sign)) return beforeLetter && !afterLetter ? 1.05 : 0.2;
  if (/[”»]/u.test(sign)) return inWord ? -0.5 : 1.05;
  if (/[–—…]/u.test(sign)) return 1;
  if (typographic.test(sign)) return inWord && sign !== '·' ? -1 : 0.4;
  return inWord ? -2 : -0.7;
}

/** How well one character stands where it stands, from -2 to 1. */
function worth(
  character: string,
  before: string,
  after: string,
  alphabet: ReadonlyMap<string, number>,
  ideographic: boolean,
): number {
  const known = alphabet.get(character) ?? alphabet.get(character.toLowerCase());
  if (ideographic) {
    const alone = before < '\u0080' && after < '\u0080';
    if (alone && (/[a-z]/iu.test(before) || /[a-z]/iu.test(after))) return -1;
    if (known !== undefined) return 1;
    if (halfwidth.test(character)) return -0.6;
    if (typographic.test(character)) return 0.5;
    return ideograph.test(character) ? -0.1 : -1;
  }
  if (!letter.test(character)) return worthOfSign(character, before, after);
  if (known === undefined) return -0.5;
  if (upper.test(character) && lower.test(before)) return -1;
  if (upper.test(character) && upper.test(before)) return 0.5 * known;
  // Letters of another script beside ASCII ones in one word.
  const isLatin = /\p{Script=Latin}/u.test(character);
  // Portuguese has it nowhere else; where others stand after it, it is the Hungarian ő misread.
  if (character === 'õ' && after !== 'e') return -0.5;
  const alone = !letter.test(before) && !letter.test(after);
  if (isLatin) return alone && !/[àáéèíóòùôâ]/iu.test(character) ? -0.5 : 1;
  return /[a-z]/iu.test(before) || /[a-z]/iu.test(after) ? -0.8 : known;
}

/** How well a text reads in the best of the languages, from about -2 to 1; 0 for ASCII alone. */
function plausibility(text: string, { alphabets, ideographic = false }: Candidate): number {
  const characters = Array.from(text);
  let best = -Infinity;
  for (const alphabet of alphabets) {
    const letters = Array.from(alphabet);
    // By rank, the most frequent first.
    const known = new Map(letters.map((one, rank) => [one, 1.1 - (0.9 * rank) / letters.length]));
    let sum = 0;
    let count = 0;
    for (const [index, character] of characters.entries()) {
      if (character < '\u0080') continue;
      count++;
      const before = characters[index - 1] ?? ' ';
      sum += worth(character, before, characters[index + 1] ?? ' ', known, ideographic);
    }
    best = Math.max(best, count === 0 ? 0 : sum / count);
  }
  return best;
}

/** Bytes that are looked at: more would not tell more. */
const enough = 6000;

/** The lines that hold more than ASCII, as far as they are needed; the last one may be cut. */
function telling(bytes: Uint8Array): Uint8Array {
  const lines: Uint8Array[] = [];
  let length = 0;
  for (let start = 0; start < bytes.length && length < enough;) {
    const newline = bytes.indexOf(10, start);
    const end = newline === -1 ? bytes.length : newline + 1;
    const first = bytes.subarray(start, end).findIndex((byte) => byte >= 0x80);
    if (first !== -1) {
      // A long line is looked at from a space before the first such byte.
      let from = start + first;
      while (from > start && start + first - from < 200 && bytes[from - 1] !== 0x20) from--;
      const line = bytes.subarray(from, Math.min(end, from + enough));
      lines.push(line);
      length += line.length;
    }
    start = end;
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const line of lines) {
    all.set(line, at);
    at += line.length;
  }
  return all;
}

/**
 * The encoding in which bytes that are not UTF-8 read best, among those that this browser decodes.
 *
 * @param bytes part of a file, beginning and ending anywhere
 */
export function legacyEncoding(bytes: Uint8Array): LegacyEncoding {
  const sample = telling(bytes);
  let best: { readonly encoding: LegacyEncoding; readonly score: number } = {
    encoding: 'windows-1252',
    score: -Infinity,
  };
  for (const candidate of candidates) {
    if (!isDecodable(candidate.encoding)) continue;
    const text = decoded(sample, candidate.encoding);
    const broken = text.split('\uFFFD').length - 1;
    const control = text.match(/[\u0080-\u009F]/gu)?.length ?? 0;
    const score =
      plausibility(text, candidate) - (3 * Math.max(0, broken - 1) + control) / text.length;
    if (score > best.score + 0.02) best = { encoding: candidate.encoding, score };
  }
  return best.encoding;
}
