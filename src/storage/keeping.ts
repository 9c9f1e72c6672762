/** Whether work outlives the page, as people read it. */

export type NotKeptCause = 'unavailable' | 'full' | 'other-tab' | 'failed';

export type Keeping =
  | { readonly kept: true }
  | {
      readonly kept: false;
      readonly cause: NotKeptCause;
      /** One sentence that says what happened and what to do. */
      readonly message: string;
    };

const messages: Readonly<Record<NotKeptCause, string>> = {
  unavailable:
    'This browser gives the page no storage (a private window, perhaps): the map lasts until the tab is closed.',
  full: 'This device has no room left for the page: the work goes on but will not be kept. Delete a corpus to free space.',
  'other-tab':
    'Another tab holds a different version of Papergrove: close it and reload to keep this work.',
  failed:
    'The browser’s storage stopped answering: the work goes on but will not be kept. Reload to try again.',
};

export const kept: Keeping = { kept: true };

export function notKept(cause: NotKeptCause): Keeping {
  return { kept: false, cause, message: messages[cause] };
}
