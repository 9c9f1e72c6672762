import { describe, expect, it } from 'vitest';
import { blankPaper, type Corpus } from '../../corpus/paper';
import { success } from '../../foundation/result';
import { settle, started } from '../testing/started-explorer';
import { eightPapers, workedMap } from '../testing/worked-map';

/** Two to a year: 2020 and 2021, 2022 and 2023. */
const dated: Corpus = {
  ...eightPapers,
  papers: eightPapers.papers.map(({ id, title }, index) => ({
    ...blankPaper(id, title),
    year: 2020 + (index % 4),
  })),
};

async function opened() {
  const parts = await started('#corpus=eight', dated);
  parts.engine.finish(success(workedMap()));
  await settle();
  return parts;
}

describe('what is asked for', () => {
  it('is taken back and asked for again, in turn with marks', async () => {
    const { explorer, bar } = await opened();
    const { asking, undoing, filters, personal } = explorer;
    await asking.filterBy('year', '2020');
    personal.toggleStar('p0');
    await asking.filterBy('year', '2021');
    asking.focus('unread');
    const labels: (string | undefined)[] = [];
    for (; undoing.last; undoing.undo()) labels.push(undoing.last.label);
    expect(labels).toEqual([
      'asking for these only',
      'the filter “2021”',
      'the star',
      'the filter “2020”',
    ]);
    await settle();
    const { clauses } = explorer.askedPapers.asked;
    expect([explorer.sought, clauses, personal.state.starred]).toEqual([null, [], []]);
    expect(bar.read()).not.toContain('filter');
    while (undoing.next) undoing.redo();
    expect(filters.chosen).toEqual([{ facet: 'year', values: ['2020', '2021'] }]);
    expect([...filters.focused]).toEqual(['unread']);
    expect(personal.state.starred).toEqual(['p0']);
  });

  it('may be the years from one to another, of which there are papers', async () => {
    const { explorer } = await opened();
    const { asking, undoing, filters } = explorer;
    await asking.filterBy('year', '2020');
    await asking.filterByYears(2019, 2100);
    const { values = [] } = filters.chosen[0] ?? {};
    expect(values.length).toBeGreaterThan(1);
    expect(values.every((year) => Number(year) >= 2019)).toBe(true);
    expect(filters.chosen).toHaveLength(1);
    expect(undoing.last?.label).toBe('the years 2019 to 2100');
    undoing.undo();
    expect(filters.chosen).toEqual([{ facet: 'year', values: ['2020'] }]);
  });

  it('comes back after it was cleared: filters, focus, choice and search', async () => {
    const { explorer, bar } = await opened();
    const { asking, undoing } = explorer;
    await asking.filterBy('year', '2020');
    explorer.selection.selectMany([0, 1, 4]);
    await explorer.search.ask('paper');
    asking.focus('unread');
    await settle();
    const before = bar.read();
    asking.clear();
    await settle();
    expect(explorer.sought).toBeNull();
    expect(undoing.last?.label).toBe('clearing what was asked for');
    undoing.undo();
    await settle();
    expect(bar.read()).toBe(before);
    bar.back();
    await settle();
    expect(explorer.sought).toBeNull();
  });

  it('is not offered to be taken back where it was left another way', async () => {
    const { explorer, bar } = await opened();
    const { asking, undoing, personal } = explorer;
    personal.toggleStar('p0');
    await asking.filterBy('year', '2020');
    await settle();
    bar.back();
    await settle();
    expect(undoing.last?.label).toBe('the star');
    bar.forward();
    await settle();
    expect(undoing.last?.label).toBe('the filter “2020”');
    await asking.filterBy('year', '2020');
    expect(undoing.last?.label).toBe('leaving the filter “2020”');
    asking.clear();
    expect(undoing.last?.label).toBe('leaving the filter “2020”');
  });
});
