/** How much a phrase says by its words alone, whatever topic it stands for. */
import { weakHeads } from './empty-words';
import { generalWords } from './general-words';
import type { WordRoles } from './word-roles';
import type { Word } from './word-runs';

/** What a name gains by one to four words. */
const lengthWorth = [0, 0.65, 1.4, 1.5, 1.3];
/** What English says in two words, German and others often say in one. */
const foreignWord = 0.9;
/**
 * The least worth of a word that is frequent in the lexicon's training text and yet belongs to some
 * fields only ("graph", "security").
 */
const leastRarity = 0.5;
/** A single common word says less than the same word in company. */
const powerAlone = 1.5;
/** What is left of a phrase with a head that adds little, and of one that no field has to itself. */
const weakHead = 0.6;
const allGeneral = 0.75;
/** What is left of a single word in -ing that more often stands before a noun than for one. */
const loneGerund = 0.6;
const nounAlone = 0.45;

/** @returns 0 or more, larger is better: rarity and length, without completeness */
export function wordingOf(words: readonly Word[], roles: WordRoles): number {
  const content = words.filter(({ kind }) => kind === 'content');
  const head = content.at(-1);
  if (!head) return 0;
  const english = head.language === 'en';
  const single = content.length === 1;
  const general = english && content.every(({ lower }) => generalWords.has(lower));
  const rarest = Math.max(...content.map((word) => roles.rarity(word)));
  const rarity = general ? rarest : Math.max(leastRarity, rarest);
  const length = single && !english ? foreignWord : (lengthWorth[content.length] ?? 1);
  let worth = length * (single ? rarity ** powerAlone : rarity);
  if (!english) return worth;
  if (single && head.lower.endsWith('ing') && roles.alone(head) < nounAlone) worth *= loneGerund;
  if (weakHeads.has(head.lower)) worth *= weakHead;
  if (general) worth *= allGeneral;
  return worth;
}
