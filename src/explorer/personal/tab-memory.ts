/** What this tab remembers over a reload, and how it hears of the other tabs of the page. */
import type { TabMemory, TabNews } from './user-states.svelte';

const name = 'papergrove-notes';

/** A place of this tab's own; a browser that refuses it gives one that forgets. */
export function tabMemory(view: Window): TabMemory {
  return {
    read: () => {
      try {
        return view.sessionStorage.getItem(name);
      } catch {
        return null;
      }
    },
    write: (text) => {
      try {
        if (text === null) view.sessionStorage.removeItem(name);
        else view.sessionStorage.setItem(name, text);
      } catch {
        // What does not fit is still in memory.
      }
    },
  };
}

/** The other tabs of the page in this browser; none where tabs cannot speak to each other. */
export function tabNews(): TabNews {
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(name) : null;
  return {
    tell: (corpusId) => channel?.postMessage(corpusId),
    onNews: (hear) => {
      channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (typeof data === 'string') hear(data);
      });
    },
  };
}
