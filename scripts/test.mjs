// `npm test`: installs what is missing, then runs every check and ends with the line
// `N passed, N failed`. A failed check does not stop the others, except that tests of the built
// page need a built page. `npm run test:all` (`--all`) tries properties with ten times the cases, and
// runs the tests of the page that are marked slow, which `npm test` leaves out, and drives Firefox and
// WebKit as well.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { markBuilt } from './build-stamp.mjs';
import { ensureInstalled } from './install.mjs';
import { root } from './paths.mjs';
import { countEndToEnd, countUnit, lastLine, sum } from './report.mjs';

ensureInstalled();
const { ensureChromium, findChromium, findHeadlessShell } = await import('./chromium.mjs');

const all = process.argv.includes('--all');
const reports = `${root}/.cache/test-reports`;
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const env = { ...process.env, [all ? 'PAPERGROVE_TEST_ALL' : 'PAPERGROVE_TEST_QUICK']: '1' };
const counts = [];
const failures = [];

/** Runs a command; what it says is shown at once, or handed back where several run side by side. */
function run([command, ...args], { more = {}, quiet = false } = {}) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    env: { ...env, ...more },
    shell: process.platform === 'win32',
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => (said += text));
  return new Promise((settle) => {
    child.on('error', (error) => settle({ passed: false, said: `${said}${error.message}\n` }));
    child.on('close', (code) => settle({ passed: code === 0, said }));
  });
}

const npx = (...args) => ['npx', '--no-install', ...args];

function heading(name, since) {
  const took = since === undefined ? '' : ` ${((performance.now() - since) / 1000).toFixed(0)} s`;
  console.log(`\n── ${name}${took} ${'─'.repeat(Math.max(0, 76 - name.length - took.length))}`);
}

/** Counts one check as one test. */
async function check(name, hint, command) {
  const since = performance.now();
  const { passed, said } = await run(command, { quiet: true });
  heading(name, since);
  if (said.trim() !== '') console.log(said.trimEnd());
  counts.push({
    passed: passed ? 1 : 0,
    failed: passed ? 0 : 1,
    skipped: 0,
    skippedIn: [],
    flaky: [],
  });
  if (!passed) failures.push(`${name}: ${hint}`);
  return passed;
}

/** Counts a test runner by its own report; a runner that leaves none has failed. */
async function suite(name, hint, command, { report, count, more }) {
  heading(name);
  const since = performance.now();
  const { passed } = await run(command, { more });
  const path = `${reports}/${report}.json`;
  const counted = existsSync(path) ? count(JSON.parse(readFileSync(path, 'utf8'))) : sum([]);
  // A runner can fail outside any test: that must not read as success.
  const unseen = !passed && counted.failed === 0 ? 1 : 0;
  counts.push({ ...counted, failed: counted.failed + unseen });
  if (!passed) failures.push(`${name}: ${hint}`);
  console.log(`${name}: ${((performance.now() - since) / 1000).toFixed(0)} s`);
}

const failed = (line) => {
  counts.push({ passed: 0, failed: 1, skipped: 0, skippedIn: [], flaky: [] });
  failures.push(line);
};

async function build() {
  const kernels = ['npm', 'run', '--silent', 'assets'];
  if (!(await check('Assets (kernels)', 'npm run assets must pass', kernels))) return false;
  const page = ['npm', 'run', '--silent', 'build:page'];
  if (!(await check('Build', 'the errors are above', page))) return false;
  markBuilt();
  return true;
}

const checks = {
  lint: () =>
    check('Lint', 'npx eslint --fix . mends some of it', ['npm', 'run', '--silent', 'lint']),
  types: () => check('Types', 'the errors are above', ['npm', 'run', '--silent', 'check']),
  canary: () =>
    check('Type canary', 'the type check itself is broken', [
      process.execPath,
      'scripts/type-canary.mjs',
    ]),
  format: () =>
    check('Format', 'npm run format mends it', npx('prettier', '--check', '--cache', '.')),
};

async function inTurn(...steps) {
  for (const step of steps) await step();
}

// Two lanes of like length, each of which keeps one processor busy; the suites below keep two.
let built = false;
await Promise.all([
  inTurn(async () => (built = await build()), checks.types, checks.format),
  inTurn(checks.lint, checks.canary),
]);

// The slow tests and the checks of browsers want a Chromium as people have it.
const chromium = await ensureChromium(all ? findChromium : findHeadlessShell).catch((error) => {
  console.error(error.message);
  return null;
});
await suite(
  'Unit tests',
  'npm run test:watch runs them again as you edit',
  npx(
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reports}/unit.json`,
  ),
  { report: 'unit', count: countUnit },
);
if (!built) failed('End-to-end tests: not run, because the page did not build');
else if (!chromium)
  failed('End-to-end tests: not run for want of a browser (the way out is above)');
else
  await suite(
    'End-to-end tests against the built page',
    'npm run test:e2e -- FILE runs one; traces are in test-results/',
    npx('playwright', 'test'),
    {
      report: 'e2e',
      count: countEndToEnd,
      more: {
        PAPERGROVE_TEST_RETRIES: '1',
        PLAYWRIGHT_JSON_OUTPUT_FILE: `${reports}/e2e.json`,
      },
    },
  );

if (built && all)
  await suite(
    'Checks of the built page in Chromium, Firefox and WebKit',
    'npm run test:browsers -- --project firefox runs those of one',
    npx('playwright', 'test', '--config', 'e2e/engines/playwright.config.ts'),
    {
      report: 'browsers',
      count: countEndToEnd,
      more: { PLAYWRIGHT_JSON_OUTPUT_FILE: `${reports}/browsers.json` },
    },
  );

heading('Summary');
if (!all)
  console.log(
    'NOT RUN the checks in Firefox and WebKit (npm run test:browsers, npm run test:all).',
  );
const total = sum(counts);
for (const line of failures) console.log(`FAILED  ${line}`);
for (const name of total.flaky) console.log(`FLAKY   ${name} (failed, then passed)`);
if (total.skipped > 0)
  console.log(`SKIPPED ${total.skipped}, in ${total.skippedIn.join(', ')}: each says why above.`);
if (!all) console.log('Tests of the page that are marked slow were left out: npm run test:all');
console.log(lastLine(total));
process.exit(total.failed === 0 ? 0 : 1);
