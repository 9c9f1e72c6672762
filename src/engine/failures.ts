import { messageOf, type Failure } from '../foundation/result';

export const cancelled: Failure = {
  code: 'cancelled',
  message: 'The work was cancelled.',
  remedy: 'Start again: what was finished is kept and not computed twice.',
};

export const emptyCorpus: Failure = {
  code: 'corpus-empty',
  message: 'There are no papers to map.',
  remedy: 'Open a file that holds at least one paper with a title or an abstract.',
};

export const corpusGone: Failure = {
  code: 'corpus-not-kept',
  message: 'This corpus is not (wholly) kept on this device any more.',
  remedy: 'Open its file again.',
};

export const unknownMap: Failure = {
  code: 'map-unknown',
  message: 'This map is no longer in memory.',
  remedy: 'Open the corpus again: its map is read from storage.',
};

/** The engine ended in the middle of something. */
export function engineEnded(reason: string): Failure {
  return {
    code: 'engine-ended',
    message: reason,
    remedy:
      'Try again: what was finished is kept. If it fails again, close other tabs, or open fewer papers at once.',
  };
}

/** An exception where none was expected, with its stack for a bug report. */
export function unexpected(thrown: unknown): Failure {
  const detail = thrown instanceof Error ? thrown.stack : undefined;
  return {
    code: 'engine-failed',
    message: `Making the map failed: ${messageOf(thrown)}`,
    remedy: 'Try again; if it fails again, reload the page. What was finished is kept.',
    ...(detail === undefined ? {} : { detail }),
  };
}

/** What a rejection of cancellable work means: cancelled if its signal says so. */
export function failureFrom(thrown: unknown, signal: AbortSignal): Failure {
  return signal.aborted ? cancelled : unexpected(thrown);
}
