import type { Plugin } from 'vite';

/**
 * Which packages a build consists of, with their licences, as `licences.md` beside the page.
 *
 * @returns `write` for the page, and `collect` for the workers, which are built on their own
 */
export function licences(): { readonly collect: Plugin; readonly write: Plugin };
