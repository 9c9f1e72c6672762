import type { EncoderText } from './encoder';

/** Two sentences that say the same, one that says something else, and a long one. */
export const selfTestTexts: readonly EncoderText[] = [
  'The experiment shows that larger models make fewer mistakes.',
  'Results indicate that bigger models commit fewer errors.',
  'My grandmother bakes apple cake on Sunday afternoons.',
  'We introduce a benchmark of forty tasks, describe how it was collected and annotated, compare ' +
    'nine systems on it under equal conditions, and find that none of them comes close to people.',
].map((title) => ({ title, abstract: '' }));
