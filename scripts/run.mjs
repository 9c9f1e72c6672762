// Runs a TypeScript script of this repository with Vite's own module runner, so that scripts share
// the source of the page without a second TypeScript tool: `node scripts/run.mjs scripts/x.ts args…`
import { resolve } from 'node:path';
import { runnerImport } from 'vite';

const [script, ...args] = process.argv.slice(2);
if (!script) {
  console.error('Usage: node scripts/run.mjs <script.ts> [arguments]');
  process.exit(2);
}
process.argv = [process.argv[0], resolve(script), ...args];
await runnerImport(resolve(script), { configFile: false, logLevel: 'error' });
