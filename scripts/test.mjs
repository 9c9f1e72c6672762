// `npm test`: installs what is missing, then runs every check in turn and ends with the line
// `N passed, N failed`. A failed check does not stop the others, except that tests of the built
// page need a built page.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureInstalled } from './install.mjs';
import { root } from './paths.mjs';

ensureInstalled();
const { ensureChromium } = await import('./chromium.mjs');

const reports = `${root}/.cache/test-reports`;
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const totals = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

function run(command, args, env = {}) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  return status === 0;
}

function report(name) {
  const path = `${reports}/${name}.json`;
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}

function heading(name) {
  console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 76 - name.length))}`);
}

/** Counts one check as one test. */
function check(name, hint, work) {
  heading(name);
  const passed = work();
  totals[passed ? 'passed' : 'failed']++;
  if (!passed) failures.push(`${name}: ${hint}`);
  return passed;
}

/** Counts a test runner by its own report; a runner that leaves none has failed. */
function suite(name, hint, work, count) {
  heading(name);
  const passed = work();
  const counts = count();
  for (const key of Object.keys(totals)) totals[key] += counts?.[key] ?? 0;
  // A runner can fail outside any test (a file that does not load): that must not read as success.
  if (!passed && !counts?.failed) totals.failed++;
  if (!passed) failures.push(`${name}: ${hint}`);
}

/** Test files that failed before any of their tests ran. */
function filesThatDidNotLoad(unit) {
  return unit.testResults.filter((f) => f.status === 'failed' && f.assertionResults.length === 0)
    .length;
}

const npx = (...args) => run('npx', ['--no-install', ...args]);

const assets = check('Assets (kernels)', 'npm run assets must pass', () =>
  run('npm', ['run', '--silent', 'assets']),
);
check('Format', 'npx prettier --write . mends it', () => npx('prettier', '--check', '.'));
check('Lint', 'npx eslint --fix . mends some of it', () =>
  npx('eslint', '--max-warnings', '0', '.'),
);
check('Types', 'the errors are above', () => npx('svelte-check', '--fail-on-warnings'));
check('Type canary', 'the type check itself is broken', () =>
  run(process.execPath, ['scripts/type-canary.mjs']),
);
suite(
  'Unit tests',
  'npx vitest runs them again as you edit',
  () =>
    npx(
      'vitest',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reports}/unit.json`,
    ),
  () => {
    const unit = report('unit');
    return (
      unit && {
        passed: unit.numPassedTests,
        failed: unit.numFailedTests + filesThatDidNotLoad(unit),
        skipped: unit.numPendingTests + unit.numTodoTests,
      }
    );
  },
);
const built =
  assets &&
  check('Build', 'the errors are above', () => run('npm', ['run', '--silent', 'build:page']));
if (built) {
  heading('Chromium');
  const chromium = await ensureChromium().catch((error) => {
    console.error(error.message);
    return null;
  });
  if (chromium) {
    console.log(chromium);
    suite(
      'End-to-end tests against the built page',
      'npx playwright test shows more; traces are in test-results/',
      () =>
        run('npx', ['--no-install', 'playwright', 'test'], {
          CHROME_PATH: chromium,
          PLAYWRIGHT_JSON_OUTPUT_FILE: `${reports}/e2e.json`,
        }),
      () => {
        const stats = report('e2e')?.stats;
        return (
          stats && {
            passed: stats.expected + stats.flaky,
            failed: stats.unexpected,
            skipped: stats.skipped,
          }
        );
      },
    );
  } else {
    totals.failed++;
    failures.push('End-to-end tests: not run for want of a browser (the way out is above)');
  }
} else {
  totals.failed++;
  failures.push('End-to-end tests: not run, because the page did not build');
}

heading('Summary');
for (const line of failures) console.log(`FAILED  ${line}`);
if (totals.skipped) console.log(`${totals.skipped} skipped: each says why above.`);
console.log(
  `${totals.passed} passed, ${totals.failed} failed` +
    (totals.skipped ? `, ${totals.skipped} skipped` : ''),
);
process.exit(totals.failed === 0 ? 0 : 1);
