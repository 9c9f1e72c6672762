/** `npm run site -- FILE… --out DIR`: turns files of papers into a static site; `docs/publish.md`. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, type Failure } from '../src/foundation/result';
import { root } from './paths.mjs';
import { buildSite } from './site/build-site';
import { readOptions } from './site/options';

const options = readOptions(process.argv.slice(2));
if (!options.ok) end(options.error);
const page = join(root, 'dist');
if (!existsSync(join(page, 'index.html')))
  end({
    code: 'no-page',
    message: `There is no built page in ${page}.`,
    remedy: 'Run npm run build first.',
  });

const work = new AbortController();
process.once('SIGINT', () => {
  console.error('\nStopping; what was computed is kept. Press Ctrl+C again to leave at once.');
  work.abort();
  process.once('SIGINT', () => process.exit(130));
});
try {
  const built = await buildSite(options.value, page, work.signal);
  if (!built.ok) end(built.error);
  console.log(built.value);
} catch (thrown) {
  if (work.signal.aborted) process.exit(130);
  end({
    code: 'unexpected',
    message: `The site could not be built: ${messageOf(thrown)}`,
    remedy: 'Run the command again: what was computed is kept.',
  });
}

function end({ code, message, remedy }: Failure): never {
  if (code === 'cancelled') process.exit(130);
  console.error(`${message}\n${remedy}`);
  process.exit(1);
}
