// Runs a TypeScript script of this repository with Vite's own module runner, so that scripts share
// the source of the page without a second TypeScript tool: `node scripts/run.mjs scripts/x.ts args…`
import { resolve } from 'node:path';

const [script, ...args] = process.argv.slice(2);
if (!script) {
  console.error('Usage: node scripts/run.mjs <script.ts> [arguments]');
  process.exit(2);
}
process.argv = [process.argv[0], resolve(script), ...args];
try {
  const { runnerImport } = await import('vite');
  await runnerImport(resolve(script), { configFile: false, logLevel: 'error' });
} catch (thrown) {
  // What Node says of libraries and Vite of files; a stack says nothing of how to get them.
  if (!['ERR_MODULE_NOT_FOUND', 'ERR_LOAD_URL'].includes(thrown?.code)) throw thrown;
  console.error(
    `${String(thrown.message).split('\n')[0]}\nA library or a part that is built is missing: run npm ci, then npm run build.`,
  );
  process.exit(1);
}
