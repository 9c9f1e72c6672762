import { expect, it } from 'vitest';
import { blankPaper } from '../corpus/paper';
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

it('says of colours what these papers can be coloured by, and keeps what was chosen for others', () => {
  const display = new Display(null);
  const of = (...years: (number | null)[]) => ({
    papers: years.map((year, at) => ({ ...blankPaper(`p${at}`, `Paper ${at}`), year })),
  });
  const dated = of(2020, 2021);
  const undated = of(2024, 2024, null);
  const said = () =>
    display.shared
      .find(({ key }) => key === 'colour')
      ?.entries()
      .flat() ?? [];
  display.enterCorpus(dated);
  display.colour = 'year';
  expect(said()).toEqual(['colour', 'year']);
  display.enterCorpus(undated);
  expect(display.colour).toBe('topic');
  expect(said()).toEqual([]);
  display.enterCorpus(dated);
  expect(display.colour).toBe('year');
  // What is chosen meanwhile stands.
  display.enterCorpus(undated);
  display.colour = 'depth';
  display.enterCorpus(dated);
  expect(display.colour).toBe('depth');
});
