/** What encoders are called, and what each is good for. */
import { mixedWithLexicon, modelOfSetting } from '../../embedding/encoder-setting';
import { inCatalogue, type CatalogueModel } from '../../embedding/hub-catalogue';

export interface BuiltInChoice {
  /** As a setting names it. */
  readonly setting: string;
  readonly name: string;
  readonly purpose: string;
}

/** What comes with the page and needs no download. */
export const builtInChoices: readonly BuiltInChoice[] = [
  {
    setting: 'automatic',
    name: 'Automatic',
    purpose: 'What measured best of what comes with the page: the lexicon.',
  },
  {
    setting: 'lexicon',
    name: 'Lexicon',
    purpose: 'Word vectors learnt from arXiv abstracts, adapted to these papers. English.',
  },
  {
    setting: 'lsa',
    name: 'LSA',
    purpose: 'Only the words of these papers (latent semantic analysis). Any language.',
  },
  { setting: 'lexicon+lsa', name: 'Lexicon and LSA', purpose: 'Both, at equal weight.' },
];

/** What a setting is called: "Automatic", "BGE small", "owner/name", "BGE small and lexicon". */
export function encoderName(setting: string): string {
  const choice = builtInChoices.find((one) => one.setting === setting);
  if (choice) return choice.name;
  const model = modelOfSetting(setting);
  return `${inCatalogue(model)?.name ?? model}${mixedWithLexicon(setting) ? ' and lexicon' : ''}`;
}

/** "English, reads 512 tokens, 384 dimensions, Apache-2.0, 24 MB" */
export function modelFacts(model: CatalogueModel): string {
  const { languages, context, spec, license, megabytes: size } = model;
  const tokens = context.toLocaleString('en');
  return `${languages}, reads ${tokens} tokens, ${spec.dimension} dimensions, ${license}, ${size} MB`;
}

/** Bytes in megabytes of 10⁶: "7.2 MB". */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
