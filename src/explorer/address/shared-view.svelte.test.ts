import { describe, expect, it } from 'vitest';
import { blankPaper, type Corpus } from '../../corpus/paper';
import { failure, success } from '../../foundation/result';
import { Display } from '../display.svelte';
import { finished, settle, started, type StartedExplorer } from '../testing/started-explorer';
import { eightPapers, workedMap } from '../testing/worked-map';

/** Two to a year: 2020 and 2021, 2022 and 2023. */
const dated: Corpus = {
  ...eightPapers,
  papers: eightPapers.papers.map(({ id, title }, index) => ({
    ...blankPaper(id, title),
    year: 2020 + (index % 4),
  })),
};

async function opened(hash: string): Promise<StartedExplorer> {
  const parts = await started(hash, dated);
  parts.engine.finish(success(workedMap()));
  await settle();
  return parts;
}

describe('a view in a link', () => {
  it('is the view it was copied from, filters, colours, outlines and camera included', async () => {
    const first = await opened('#corpus=eight');
    const { explorer } = first;
    explorer.zoom(12);
    explorer.clusters.cut = { method: 'size', count: 4 };
    explorer.select(2);
    await explorer.asking.filterBy('year', '2020');
    await explorer.asking.filterBy('year', '2022');
    explorer.filters.leftOut = 'hide';
    explorer.filters.toggleOutline('unread');
    explorer.filters.toggleFocus('disagrees');
    explorer.selection.selectMany([0, 1, 2, 6]);
    await explorer.search.ask('paper 2');
    explorer.display.colour = 'year';
    explorer.display.fill = 'projection';
    explorer.layout.kind = 'pca';
    explorer.viewpoint.choose({ x: 0.25, y: -0.5, span: 0.75 });
    await settle();

    const second = await opened(first.bar.read());
    expect(second.bar.read()).toBe(first.bar.read());
    expect(second.explorer.root).toBe(12);
    expect(second.explorer.filters.chosen).toEqual([{ facet: 'year', values: ['2020', '2022'] }]);
    expect([...(second.explorer.selection.many ?? [])]).toEqual(['p0', 'p1', 'p2', 'p6']);
    expect(second.explorer.viewpoint.view).toEqual({ x: 0.25, y: -0.5, span: 0.75 });
    expect(second.explorer.sought).toEqual(explorer.sought);
    expect(second.explorer.address.missing).toEqual([]);
  });

  it.each(['paper', 'paper 2', 'zzqxv wwkjh', 'year:2020', 'like:p3', '-paper year:cat'])(
    'keeps its topic, cut and camera whatever is searched: “%s”',
    async (query) => {
      const { explorer } = await opened('#corpus=eight');
      explorer.zoom(12);
      explorer.clusters.cut = { method: 'size', count: 4 };
      explorer.viewpoint.choose({ x: 0.25, y: -0.5, span: 0.75 });
      await settle();
      const view = () => ({
        root: explorer.root,
        cut: explorer.clusters.cut,
        camera: explorer.viewpoint.view,
        topics: explorer.clusters.frontier,
      });
      const before = view();
      await explorer.search.ask(query);
      await settle();
      expect(explorer.search.answer).not.toBeNull();
      expect(view()).toEqual(before);
      explorer.search.clear();
      await settle();
      expect(view()).toEqual(before);
    },
  );

  it('walks back and forward with filters and choices', async () => {
    const { explorer, bar } = await opened('#corpus=eight');
    await explorer.asking.filterBy('year', '2020');
    await settle();
    explorer.selection.selectMany([0, 1]);
    await settle();
    expect(explorer.sought).toEqual([0]);
    bar.back();
    await settle();
    expect(explorer.sought).toEqual([0, 4]);
    bar.back();
    await settle();
    expect(explorer.sought).toBeNull();
    expect(explorer.address.canGoBack).toBe(false);
    bar.forward();
    bar.forward();
    await settle();
    expect(explorer.sought).toEqual([0]);
  });

  it('says once what it names that is not here, and shows the rest', async () => {
    const { explorer, bar } = await opened(
      '#corpus=eight&topic=999&paper=unknown&filter.year=1850&filter.year=2021&filter.mood=good' +
        '&chosen=1-2,70&zoom=3&cut=5&colour=mood',
    );
    expect(explorer.address.missing).toEqual([
      '“zoom”',
      'the paper',
      'papers chosen by hand',
      'the filter “year: 1850”',
      'the filter “mood: good”',
      'what it colours by',
      'the topic',
    ]);
    expect(explorer.clusters.cut.count).toBe(5);
    expect(explorer.sought).toEqual([1]);
    expect(bar.read()).toBe('#corpus=eight&cut=5&chosen=1-2&filter.year=2021');
  });

  it('keeps what waits for the papers when these cannot be read at once', async () => {
    const hash = '#corpus=eight&topic=12&chosen=0-3&filter.year=2020';
    const { bar, engine } = await started(hash, dated);
    expect(bar.read()).toBe(hash);
    engine.finish(failure({ code: 'x', message: 'No.', remedy: 'Try again.' }));
    await settle();
    expect(bar.read()).toBe(hash);
  });

  it('looks as it was shared, without changing how the user likes to look', async () => {
    const { explorer } = await opened('#corpus=eight&colour=year&show=treemap');
    const { display } = explorer;
    expect([display.colour, display.fill]).toEqual(['year', 'treemap']);
    let kept = '';
    const store = {
      getItem: () => kept,
      setItem: (_: string, value: string) => {
        kept = value;
      },
    };
    const own = new Display(store);
    own.colour = 'depth';
    own.appearAs({ colour: 'year', fill: 'treemap' });
    own.keep();
    const next = new Display(store);
    expect([next.colour, next.fill]).toEqual(['depth', 'both']);
  });

  it('forgets where one looked from when something else is laid out', async () => {
    const { explorer } = await finished();
    explorer.viewpoint.choose({ x: 0, y: 0, span: 0.5 });
    explorer.zoom(11);
    expect(explorer.viewpoint.view).toBeNull();
    explorer.zoom(14);
    expect(explorer.viewpoint.view).toEqual({ x: 0, y: 0, span: 0.5 });
    explorer.layout.kind = 'grid';
    expect(explorer.viewpoint.view).toBeNull();
  });

  it('opens papers chosen by hand that were clustered on their own', async () => {
    const { explorer, engine } = await opened('#corpus=eight&within=papers:0,4-5,7');
    expect(engine.options?.subset).toEqual(Uint32Array.of(0, 4, 5, 7));
    expect(explorer.address.missing).toEqual([]);
  });

  it('does not wait for a part that nobody knows any more', async () => {
    const { explorer, bar } = await opened('#corpus=eight&within=chosen&topic=12');
    expect(explorer.address.missing).toEqual(['the part clustered on its own']);
    expect(bar.read()).toBe('#corpus=eight');
  });
});
