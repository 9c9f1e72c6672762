import { describe, expect, it } from 'vitest';
import { countEndToEnd, countUnit, lastLine, sum } from './report.mjs';

const unit = {
  numPassedTests: 5,
  numFailedTests: 1,
  numPendingTests: 2,
  numTodoTests: 1,
  testResults: [
    { name: '/a/one.test.ts', status: 'failed', assertionResults: [{ status: 'failed' }] },
    { name: '/a/two.test.ts', status: 'failed', assertionResults: [] },
    { name: '/a/three.test.ts', status: 'passed', assertionResults: [{ status: 'skipped' }] },
  ],
};

const spec = (title: string, ...statuses: string[]) => ({
  title,
  tests: statuses.map((status) => ({ status })),
});

const endToEnd = {
  stats: { expected: 3, unexpected: 0, skipped: 1, flaky: 2 },
  suites: [
    {
      title: 'find.spec.ts',
      specs: [spec('finds', 'expected'), spec('waits', 'flaky')],
      suites: [
        { title: 'on a phone', specs: [spec('scrolls', 'flaky'), spec('turns', 'skipped')] },
      ],
    },
  ],
};

describe('the summary of npm test', () => {
  it('counts a file that did not load as a failure', () => {
    expect(countUnit(unit)).toEqual({
      passed: 5,
      failed: 2,
      skipped: 3,
      skippedIn: ['three.test.ts'],
      flaky: [],
    });
  });

  it('names a test that passed on its second try, and does not count it as passed', () => {
    expect(countEndToEnd(endToEnd)).toEqual({
      passed: 3,
      failed: 0,
      skipped: 1,
      skippedIn: ['find.spec.ts'],
      flaky: ['find.spec.ts › waits', 'find.spec.ts › on a phone › scrolls'],
    });
  });

  it('ends with one line', () => {
    expect(lastLine(sum([countUnit(unit), countEndToEnd(endToEnd)]))).toBe(
      '8 passed, 2 failed, 2 flaky, 4 skipped',
    );
    expect(lastLine(sum([]))).toBe('0 passed, 0 failed');
  });
});
