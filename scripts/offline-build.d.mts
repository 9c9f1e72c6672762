import type { Plugin } from 'vite';

/** Tells the service worker which files a build consists of, once all of them are written. */
export function offline(): Plugin;
