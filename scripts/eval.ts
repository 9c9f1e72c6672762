/**
 * How good are the maps? Each evaluation answers one question on papers with known answers and writes
 * its figures under `docs/`.
 *
 *     npm run eval [-- <evaluation>…] [--largest=<papers>]
 *
 * runs those named, or all. `--largest` leaves out larger sets of papers from `vectors`, `layouts` and
 * `search`; the options of `names` stand in `eval/names.ts`.
 */
import process from 'node:process';

const evaluations: Readonly<Record<string, (largest: number) => Promise<void>>> = {
  // Are vectors of papers on one subject near each other? docs/quality.md
  vectors: async (largest) => (await import('./eval/vectors')).evaluateVectors(largest),
  // Which distances on the map can one trust? docs/quality.md
  layouts: async (largest) => (await import('./eval/layouts')).evaluateLayouts(largest),
  // Do topics have names that a researcher would give them? docs/names.md
  names: async () => (await import('./eval/names')).evaluateNames(),
  // Does a search find what a reader half remembers, and nothing for what is not here? docs/search.md
  search: async (largest) => (await import('./eval/search')).evaluateSearch(largest),
};

const given = process.argv.slice(2);
const option = given.find((argument) => argument.startsWith('--largest='));
const largest = option === undefined ? Infinity : Number(option.slice('--largest='.length));
const named = given.filter((argument) => !argument.startsWith('--'));
for (const name of named.length > 0 ? named : Object.keys(evaluations)) {
  const evaluation = evaluations[name];
  if (!evaluation) {
    throw new Error(`There is no "${name}": ${Object.keys(evaluations).join(', ')}.`);
  }
  await evaluation(largest);
}
