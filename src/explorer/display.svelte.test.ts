import { expect, it } from 'vitest';
import { Display } from './display.svelte';

it('remembers whether pointing at a paper lights those like it', () => {
  const kept = new Map<string, string>();
  const store = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  const display = new Display(store);
  expect(display.lightsSimilar).toBe(false);
  display.lightsSimilar = true;
  display.keep();
  expect(new Display(store).lightsSimilar).toBe(true);
});
