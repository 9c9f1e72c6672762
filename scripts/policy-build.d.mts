import type { Plugin } from 'vite';

/** Puts the Content Security Policy into the built page and into what `vite preview` serves. */
export function contentPolicy(): Plugin;
