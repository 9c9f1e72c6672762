// Writes public/corpora/unsupervised-pretraining.json from the seed listing kept with the readers'
// fixtures: `node scripts/run.mjs scripts/make-default-corpus.ts [listing.txt links.json]`
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { defaultCorpus } from './default-corpus';

const seed = 'src/corpus/fixtures/seed';
const [listing = `${seed}/hf-unsupervised-pretraining.txt`, links = `${seed}/links.json`] =
  process.argv.slice(2);
const target = 'public/corpora/unsupervised-pretraining.json';

const content = defaultCorpus(await readFile(listing, 'utf8'), await readFile(links, 'utf8'));
await mkdir('public/corpora', { recursive: true });
await writeFile(target, content);
console.log(`${target}: ${Buffer.byteLength(content)} bytes`);
