export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Files that tests were skipped in. */
  readonly skippedIn: readonly string[];
  /** Tests that failed and passed when tried again, by name. */
  readonly flaky: readonly string[];
}

/** The part of a report by Vitest that is counted. */
export interface UnitReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly name: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** The part of a report by Playwright that is counted. */
export interface EndToEndReport {
  readonly stats: Readonly<Record<'expected' | 'unexpected' | 'skipped' | 'flaky', number>>;
  readonly suites: readonly Suite[];
}

export interface Suite {
  readonly title: string;
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly { readonly status: string }[];
  }[];
  readonly suites?: readonly Suite[];
}

/** Counts what Vitest says of a run. */
export function countUnit(report: UnitReport): Counts;
/** Counts what Playwright says of a run. */
export function countEndToEnd(report: EndToEndReport): Counts;
/** Adds counts up. */
export function sum(counts: readonly Counts[]): Counts;
/** The last line of a run. */
export function lastLine(counts: Counts): string;
