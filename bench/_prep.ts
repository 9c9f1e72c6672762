import { vectorFile } from './data';
for (const [name, sizes] of [
  ['arxiv-cs-100k', [1000, 5000, 10000, 20000, 50000, 100000]],
  ['arxiv-cs-6k', [6000]],
  ['clustered', [1000, 5000, 10000, 20000, 50000, 100000]],
  ['hard', [1000, 5000, 10000, 20000]],
  ['arxiv-cs-6k-hybrid', [1000, 6000]],
] as const)
  for (const n of sizes) {
    console.log(name, n);
    await vectorFile(name, n);
  }
