/** Whether work outlives the page, as people read it. */
import type { Failure } from '../foundation/result';

export type NotKeptCause =
  | 'unavailable'
  | 'full'
  /** What is kept was written by a newer version than this page. */
  | 'newer-data'
  /** A newer version took the data over while this page was open. */
  | 'newer-tab'
  /** An older tab does not let go of the data. */
  | 'blocked'
  | 'no-answer'
  /** The data was deleted while this page was open. */
  | 'deleted'
  /** A record is there that this version cannot read; it is left as it is. */
  | 'unreadable'
  | 'failed';

export type Keeping =
  | { readonly kept: true }
  | {
      readonly kept: false;
      readonly cause: NotKeptCause;
      /** One sentence that says what happened and what to do. */
      readonly message: string;
    };

const messages: Readonly<Record<NotKeptCause, readonly [what: string, remedy: string]>> = {
  unavailable: [
    'This browser gives the page no storage (a private window, perhaps).',
    'What you do lasts until the tab is closed: save the workspace to keep it.',
  ],
  full: [
    'This device has no room left for the page.',
    'What you do stays in this tab and is tried again: delete a corpus to free space, or save the workspace.',
  ],
  'newer-data': [
    'What is kept on this device was written by a newer version of Papergrove.',
    'It is left as it is, and nothing is kept here until you reload and the newer version opens.',
  ],
  'newer-tab': [
    'A newer version of Papergrove is open in another tab and keeps the data now.',
    'What you do here stays in this tab: reload to go on with the newer version.',
  ],
  blocked: [
    'Another tab with an older version of Papergrove does not let go of the data.',
    'Close that tab and reload to keep what you do here.',
  ],
  'no-answer': [
    'The browser’s storage does not answer.',
    'What you do lasts until the tab is closed: reload to try again, or save the workspace.',
  ],
  deleted: [
    'The data of this page was deleted while it was open.',
    'What you see lasts until the tab is closed: save the workspace to keep it, or reload to begin anew.',
  ],
  unreadable: [
    'What was noted on these papers before cannot be read by this version of Papergrove.',
    'It is left as it is; what you do now stays in this tab: save the workspace to keep it.',
  ],
  failed: [
    'The browser’s storage stopped answering.',
    'What you do stays in this tab: reload to try again, or save the workspace.',
  ],
};

export const kept: Keeping = { kept: true };

export function notKept(cause: NotKeptCause): Keeping {
  return { kept: false, cause, message: messages[cause].join(' ') };
}

/** The same as a failure of one piece of work. */
export function notKeptFailure(cause: NotKeptCause): Failure {
  const [message, remedy] = messages[cause];
  return { code: `not-kept-${cause}`, message, remedy };
}
