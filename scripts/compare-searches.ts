/**
 * Whether a site answers from its index by words as it does when everything has been read:
 * `node scripts/run.mjs scripts/compare-searches.ts SITE`, with the folder of a site.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { answered } from '../src/engine/search-answer';
import { PublishedSite } from '../src/explorer/site/published-site';
import type { Result } from '../src/foundation/result';
import { LexicalIndex } from '../src/search/lexical-index';
import { search } from '../src/search/search';
import { SiteReader } from '../src/site/site-reader';

/** One word and several, unfinished, misspelt, unknown, with numbers, of alternatives, as pasted. */
const queries = [
  ...['graph neural networks', 'transformer', 'diffusion model', 'reinforcement learning', 'llm'],
  ...['adversar', 'federated lear', 'differential priv', 'tranformer', 'reinforcment lerning'],
  ...['xylophone', 'qqqqqq zzzz', '3d reconstruction', 'gpt-4', 'covid-19', 'wi-fi 6'],
  ...['robot OR drone', '(speech OR audio) recognition', 'on the complexity of', 'p versus np'],
  ...['attention is all you need', 'a survey of', 'Schrödinger', 'x'],
];

const folder = process.argv[2];
if (folder === undefined) throw new Error('Name the folder of a site.');
const base = 'https://site.example/';
let bytes = 0;
let files = 0;
const read = (address: string): Promise<Response> => {
  const data = Uint8Array.from(readFileSync(resolve(folder, address.slice(base.length))));
  bytes += data.length;
  files++;
  return Promise.resolve(new Response(data));
};
const valueOf = <T>(result: Result<T> | null): T => {
  if (!result?.ok) throw new Error(result?.error.message ?? 'not answered by words');
  return result.value;
};
async function opened(): Promise<PublishedSite> {
  const reader = valueOf(await SiteReader.open(`${base}map/manifest.json`, { fetch: read }));
  return new PublishedSite(reader, 'compared', () => undefined);
}

const whole = valueOf(await (await opened()).whole(() => undefined));
const { papers } = whole.corpus;
console.log(`${papers.length} papers, everything: ${files} files, ${(bytes / 1e6).toFixed(2)} MB`);
const index = await LexicalIndex.build(papers, () => undefined);
let different = 0;
for (const typed of queries) {
  const site = await opened();
  bytes = 0;
  files = 0;
  const found = valueOf(await site.search(typed, 'words', false));
  const said = `${files} files, ${(bytes / 1e6).toFixed(2)} MB, ${found.papers.length} found`;
  const isSame =
    JSON.stringify(found) ===
    JSON.stringify(answered(search({ papers, index, measured: null }, typed), 'words'));
  if (!isSame) different++;
  console.log(`${isSame ? 'same     ' : 'DIFFERENT'} ${said}: ${typed}`);
}
console.log(`${queries.length - different} of ${queries.length} answers are the same.`);
process.exit(different === 0 ? 0 : 1);
