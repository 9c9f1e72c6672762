import type { Attachment } from 'svelte/attachments';

/**
 * Opens a dialog over the page for as long as it is in it, and gives the focus back to where it was
 * opened from: the browser does that only for a dialog that is closed before it is taken away.
 *
 * @param focused what has the focus at first; the browser's choice where it is null
 */
export function modal(
  focused: (dialog: HTMLDialogElement) => HTMLElement | null = () => null,
): Attachment<HTMLDialogElement> {
  return (dialog) => {
    const before = document.activeElement;
    dialog.showModal();
    focused(dialog)?.focus();
    return () => {
      dialog.close();
      queueMicrotask(() => {
        const isLost = document.activeElement === null || document.activeElement === document.body;
        if (isLost && before instanceof HTMLElement && before.isConnected) before.focus();
      });
    };
  };
}
