/**
 * The language of a text, and its function words: by script where that decides, else by which
 * language's function words it holds most of. Function words are those of the package "stopword",
 * which is kept up and has every language wanted here.
 */
import { ara, deu, fra, ita, jpn, kor, nld, por, rus, spa, zho } from 'stopword';
import { englishStopWords } from '../../text/stop-words';

export type Language =
  'en' | 'de' | 'fr' | 'es' | 'pt' | 'it' | 'nl' | 'ru' | 'zh' | 'ja' | 'ko' | 'ar';

/** What abstracts in a language say whatever their subject: the verbs of reporting, mostly. */
const reporting: Readonly<Partial<Record<Language, string>>> = {
  de: 'arbeit studie untersuchung untersuchen untersucht zeigen zeigt ergebnis ergebnisse ergebnissen verfahren methode methoden vorgestellt vorliegende vorliegenden beitrag artikel wurde wurden einfluss dass sowie mittels anhand bisher dabei daraus sowohl neue neuen neuer stellt stellen beschreibt beschreiben beschrieben analyse frage fragen hinblick rahmen autoren jahre jahren prozent',
  fr: 'article étude études travail travaux résultat résultats méthode méthodes approche approches nous proposons présentons montrons montrent montre présente propose cet cette afin ainsi permet permettent nouvelle nouveau nouveaux nouvelles analyse auteurs objectif deux trois plus selon entre lors chez',
  es: 'artículo estudio estudios trabajo resultados resultado método métodos enfoque presenta presentamos proponemos propone muestra muestran este esta así permite permiten nuevo nueva nuevos nuevas análisis autores objetivo dos tres mediante según',
  pt: 'artigo estudo estudos trabalho resultados resultado método métodos abordagem apresenta apresentamos propomos propõe mostra mostram este esta assim permite permitem novo nova novos novas análise autores objetivo dois duas três através segundo',
  it: 'articolo studio lavoro risultati risultato metodo metodi approccio presenta presentiamo proponiamo mostra mostrano analisi autori obiettivo',
  nl: 'artikel studie onderzoek resultaten resultaat methode methoden aanpak analyse auteurs doel',
  ru: 'статья статье работа работе исследование исследования исследовании результаты результат метод методы метода подход подхода автор авторы автора анализ показано показывает показывают предлагается предложен предложена предложены рассматривается рассматриваются рассмотрены представлены представлен данной данный данные цель новый новая новые новых является являются также которые который которая',
  zh: '关于 關於 对于 對於 针对 針對 根据 根據 为了 為了 由于 由於 不同 主要 本文 研究 结果 方法 提出 表明 分析 通过 进行 基于 利用 采用 实验 影响 问题 一种 论文 作者 具有 以及 本 新 该 我们 結果 表明 分析 通過 進行 基於 方法 探讨 实现 有效',
  ja: '本 研究 論文 結果 方法 手法 提案 本稿 分析 検討 報告 目的 影響 それ これ ため こと もの 示し 行っ 行い 用い 得 られ た し する れ さ い ある 新しい 調査 明らか 可能',
  ko: '연구 논문 결과 방법 분석 제안 본 통해 위해 대한 대해 있다 한다 하였다 이용 기반 영향 따라 통한 위한 우리는 우리 보여준다 제안한다 새로운 있는 이러한',
  ar: 'دراسة الدراسة بحث البحث نتائج النتائج طريقة طرق تحليل ورقة الورقة نقترح تقترح يقدم تقدم تهدف خلال استخدام باستخدام جديدة جديد تأثير هذه هذا التي الذي تظهر تبين',
};

const lists: Readonly<Record<Exclude<Language, 'en'>, readonly string[]>> = {
  ...{ de: deu, fr: fra, es: spa, pt: por, it: ita, nl: nld },
  ...{ ru: rus, zh: zho, ja: jpn, ko: kor, ar: ara },
};

const latin: readonly Language[] = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl'];

const functionWords: ReadonlyMap<Language, ReadonlySet<string>> = new Map<
  Language,
  ReadonlySet<string>
>([
  ['en', englishStopWords],
  ...Object.entries(lists).map(([language, words]): [Language, ReadonlySet<string>] => [
    language as Exclude<Language, 'en'>,
    new Set(words.map((word) => word.toLowerCase())),
  ]),
]);

const emptyWords = new Map(
  Object.entries(reporting).map(([language, words]) => [language, new Set(words.split(' '))]),
);

/** Whether a word, in lower case, is a function word of a language. */
export function isFunctionWord(lower: string, language: Language): boolean {
  if (language === 'ja' && /^[\p{sc=Hiragana}ー]+$/u.test(lower)) return true;
  return functionWords.get(language)?.has(lower) ?? false;
}

/** Whether a word, in lower case, is one with which a language reports on any subject. */
export function isReporting(lower: string, language: Language): boolean {
  return emptyWords.get(language)?.has(lower) ?? false;
}

/** Articles and their like, which tell a verb with its object from a noun. */
const determiners: Readonly<Partial<Record<Language, ReadonlySet<string>>>> = {
  en: wordsOf(
    'a an the this these those that its their our his her my your each every any some all both no',
  ),
  de: wordsOf('der die das den dem des ein eine einen einem einer eines'),
  fr: wordsOf("le la les l' un une des du cet cette ces ce leur leurs"),
  es: wordsOf('el la los las un una unos unas este esta estos estas su sus'),
  pt: wordsOf('o a os as um uma uns umas este esta estes estas seu sua seus suas'),
  it: wordsOf("il lo la i gli le un una uno questo questa l'"),
  nl: wordsOf('de het een deze dit'),
};

export function isDeterminer(lower: string, language: Language): boolean {
  return determiners[language]?.has(lower) ?? false;
}

/** Words that join two nouns to one term: "réseau de neurones", "redes neuronales de grafos". */
const joining: Readonly<Partial<Record<Language, ReadonlySet<string>>>> = {
  fr: wordsOf("de d' des du à"),
  es: wordsOf('de del'),
  pt: wordsOf('de da do das dos'),
  it: wordsOf("di del della dei delle d'"),
};

export function joinsNouns(lower: string, language: Language): boolean {
  return joining[language]?.has(lower) ?? false;
}

/** Characters of a text that are looked at for its language. */
const looked = 400;

/** The language a text is most likely in; English where nothing else is more likely. */
export function languageOf(text: string): Language {
  const head = text.slice(0, looked);
  if (/^[\x00-\x7f]*$/.test(head)) return latinLanguageOf(head); // eslint-disable-line no-control-regex -- the range of ASCII
  const letters = head.match(/\p{L}/gu)?.length ?? 0;
  const share = (script: RegExp): number =>
    (head.match(script)?.length ?? 0) / Math.max(1, letters);
  if (share(/[\p{sc=Hiragana}\p{sc=Katakana}]/gu) > 0.15) return 'ja';
  if (share(/\p{sc=Han}/gu) > 0.3) return 'zh';
  if (share(/\p{sc=Hangul}/gu) > 0.3) return 'ko';
  if (share(/\p{sc=Cyrillic}/gu) > 0.4) return 'ru';
  if (share(/\p{sc=Arabic}/gu) > 0.4) return 'ar';
  return latinLanguageOf(head);
}

/** Share of English function words that no text in another language has. */
const surelyEnglish = 0.25;

function latinLanguageOf(text: string): Language {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const english = words.reduce((held, word) => held + Number(englishStopWords.has(word)), 0);
  if (english >= surelyEnglish * words.length) return 'en';
  let best: Language = 'en';
  let most = -1;
  for (const language of latin) {
    const known = functionWords.get(language);
    let held = 0;
    for (const word of words) if (known?.has(word)) held++;
    // Between equals the first: a title of three words must not make a text Dutch.
    if (held > most) {
      best = language;
      most = held;
    }
  }
  return best;
}

function wordsOf(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
