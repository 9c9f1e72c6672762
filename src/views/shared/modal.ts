import type { Attachment } from 'svelte/attachments';

/** Where each open dialog was opened from, the innermost first; see {@link originsNow}. */
const originsOf = new WeakMap<Element, readonly HTMLElement[]>();
/** Where the dialog taken away last was opened from, until its focus is given back. */
let lastOrigins: readonly HTMLElement[] = [];

/**
 * Opens a dialog over the page for as long as it is in it, and gives the focus back to where it was
 * opened from: the browser does that only for a dialog that is closed before it is taken away. One
 * that takes the place of another, which said that it is on its way, gives it back to where that was
 * opened from.
 *
 * @param focused what has the focus at first; the browser's choice where it is null
 */
export function modal(
  focused: (dialog: HTMLDialogElement) => HTMLElement | null = () => null,
): Attachment<HTMLDialogElement> {
  return (dialog) => {
    const origins = originsNow();
    originsOf.set(dialog, origins);
    dialog.showModal();
    focused(dialog)?.focus();
    return () => {
      dialog.close();
      lastOrigins = origins;
      queueMicrotask(() => {
        lastOrigins = [];
        if (isLost(document.activeElement)) origins.find(({ isConnected }) => isConnected)?.focus();
      });
    };
  };
}

/** What has the focus, and where the dialog around it was opened from. */
function originsNow(): readonly HTMLElement[] {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLElement) || isLost(activeElement)) return lastOrigins;
  const around = activeElement.closest('dialog');
  return [activeElement, ...((around && originsOf.get(around)) ?? [])];
}

function isLost(element: Element | null): boolean {
  return element === null || element === document.body;
}
