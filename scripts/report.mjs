// Counts what test runners say of themselves, for the summary of `npm test`.

import { basename } from 'node:path';

/**
 * @typedef {{ passed: number, failed: number, skipped: number, skippedIn: string[], flaky: string[] }} Counts
 */

const untried = new Set(['skipped', 'pending', 'todo']);

/**
 * Counts of a report by Vitest. A file that failed before any of its tests ran is one failure.
 *
 * @returns {Counts}
 */
export function countUnit(report) {
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded,
    skipped: report.numPendingTests + report.numTodoTests,
    skippedIn: report.testResults
      .filter(({ assertionResults }) => assertionResults.some(({ status }) => untried.has(status)))
      .map(({ name }) => basename(name)),
    flaky: [],
  };
}

/**
 * Counts of a report by Playwright. A test that failed and then passed is no success: it is named.
 *
 * @returns {Counts}
 */
export function countEndToEnd({ stats, suites }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected,
    skipped: stats.skipped,
    skippedIn: suites.filter((suite) => hasSkipped(suite)).map(({ title }) => title),
    flaky: suites.flatMap((suite) => flakyIn(suite, '')),
  };
}

function flakyIn(suite, above) {
  const name = above === '' ? suite.title : `${above} › ${suite.title}`;
  const own = (suite.specs ?? []).filter(({ tests }) =>
    tests.some(({ status }) => status === 'flaky'),
  );
  return [
    ...own.map(({ title }) => `${name} › ${title}`),
    ...(suite.suites ?? []).flatMap((inner) => flakyIn(inner, name)),
  ];
}

function hasSkipped({ specs = [], suites = [] }) {
  return (
    specs.some(({ tests }) => tests.some(({ status }) => status === 'skipped')) ||
    suites.some(hasSkipped)
  );
}

/** Adds counts up. */
export function sum(counts) {
  const total = { passed: 0, failed: 0, skipped: 0, skippedIn: [], flaky: [] };
  for (const { passed, failed, skipped, skippedIn, flaky } of counts) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
    total.skippedIn.push(...skippedIn);
    total.flaky.push(...flaky);
  }
  return total;
}

/** The last line: `N passed, N failed`, with what else there is to count. */
export function lastLine({ passed, failed, skipped, flaky }) {
  return (
    `${passed} passed, ${failed} failed` +
    (flaky.length > 0 ? `, ${flaky.length} flaky` : '') +
    (skipped > 0 ? `, ${skipped} skipped` : '')
  );
}
