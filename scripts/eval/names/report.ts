/** The tables of the evaluation of names. */
import type { NameScores } from './measures';
import { methods, type Method } from './methods';
import type { RatedMethod } from './sheet';
import { wordLists, type ListChoice } from './word-lists';

export interface NameRow extends NameScores {
  readonly corpus: string;
  readonly cut: number;
  readonly method: Method;
  /** Share of withheld papers whose topic's name is nearest, by BM25 and by the lexicon's vectors. */
  readonly chooseByWords: number;
  readonly chooseByVectors: number;
}

const measures = [
  'auc',
  'coverage',
  'precision',
  'faults',
  'generic',
  'repeats',
  'chooseByWords',
  'chooseByVectors',
] as const;

/** Means over corpora and cuts first, every corpus and cut after. */
export function nameTables(rows: readonly NameRow[]): string {
  const means = methods.map((method) => {
    const own = rows.filter((row) => row.method === method);
    return [
      'all',
      '',
      method,
      ...measures.map((measure) => {
        const values = own.flatMap((row) => row[measure] ?? []);
        if (values.length === 0) return '–';
        const sum = values.reduce((total, value) => total + value, 0);
        return measure === 'repeats' ? String(sum) : (sum / values.length).toFixed(3);
      }),
    ];
  });
  const each = rows.map((row) => [
    row.corpus,
    String(row.cut),
    row.method,
    ...measures.map((measure) => {
      const value = row[measure];
      if (value === null) return '–';
      return measure === 'repeats' ? String(value) : value.toFixed(3);
    }),
  ]);
  return table(['corpus', 'cut', 'method', ...measures], [...means, ...each]);
}

/** With a true minus, as the text around the tables has it. */
const signed = (value: number): string => value.toFixed(3).replace('-', '−');

/** Means over corpora of what lists of words come to beside ours. */
export function listTable(choices: readonly ListChoice[]): string {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  return table(
    ['c-TF-IDF', 'chooseByWords', 'ours', 'ours ahead by', '±'],
    wordLists.map((list) => {
      const own = choices.filter((choice) => choice.list === list);
      const theirs = mean(own.map((choice) => choice.theirs));
      const ours = mean(own.map((choice) => choice.ours));
      const error = Math.sqrt(mean(own.map(({ variance }) => variance)) / Math.max(1, own.length));
      return [list, ...[theirs, ours, ours - theirs, error].map(signed)];
    }),
  );
}

export function ratingTable(rows: readonly RatedMethod[]): string {
  return table(
    ['corpus', 'method', 'topics', 'mean', 'ours ahead by', '±'],
    rows.map(({ corpus, method, topics, mean, ahead, error }) => [
      corpus,
      method,
      String(topics),
      mean.toFixed(2),
      ahead.toFixed(2),
      error.toFixed(2),
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n') + '\n';
}
