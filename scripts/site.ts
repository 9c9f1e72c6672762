/** `npm run site -- FILE… --out DIR`: turns files of papers into a static site; `docs/publish.md`. */
import { join } from 'node:path';
import { root } from './paths.mjs';
import { siteCommand } from './site/command';

process.exit(
  await siteCommand({
    args: process.argv.slice(2),
    called: 'npm run site --',
    page: join(root, 'dist'),
  }),
);
