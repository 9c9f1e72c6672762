/** The most used components, each mounted alone: what is seen, what is told, and axe. */
import { flushSync } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import Breadcrumb from './breadcrumb/Breadcrumb.svelte';
import ColourControl from './colour/ColourControl.svelte';
import Legend from './colour/Legend.svelte';
import CutControls from './cut/CutControls.svelte';
import CutMethodChoice from './cut/CutMethodChoice.svelte';
import MarkSwitches from './facets/MarkSwitches.svelte';
import HelpMenu from './guide/HelpMenu.svelte';
import KeyboardHelp from './guide/KeyboardHelp.svelte';
import ReadingOrder from './list/ReadingOrder.svelte';
import NoteField from './paper/NoteField.svelte';
import SearchBox from './search/SearchBox.svelte';
import CopyButton from './shared/CopyButton.svelte';
import Icon from './shared/Icon.svelte';
import Menu from './shared/Menu.svelte';
import { modal } from './shared/modal';
import ModalDialog from './shared/ModalDialog.svelte';
import Splitter from './shared/Splitter.svelte';
import Toast from './shared/Toast.svelte';
import FailureNote from './status/FailureNote.svelte';
import Progress from './status/Progress.svelte';
import MarkSwitch from './table/MarkSwitch.svelte';
import { expectAccessible, mounted, textSnippet } from './testing/mounted';
import TopicTerms from './topic/TopicTerms.svelte';
import YearBars from './topic/YearBars.svelte';
import YearChart from './topic/YearChart.svelte';

const button = (name: string) => page.getByRole('button', { name, exact: true });

describe('Breadcrumb', () => {
  it('opens the topic of a step, and marks the last as the present one', async () => {
    const onOpen = vi.fn();
    const steps = [
      { node: 8, name: 'All papers' },
      { node: 6, name: 'Graphs' },
      { node: 5, name: 'Molecules' },
    ];
    const target = mounted(Breadcrumb, { steps, onOpen });
    await button('Graphs').click();
    expect(onOpen.mock.calls).toEqual([[6]]);
    expect(target.querySelector('[aria-current]')?.textContent).toContain('Molecules');
    await expectAccessible(target);
  });
});

describe('a dialog that takes the place of another', () => {
  it.each(['after it is gone', 'while it is there'])(
    'gives the focus back to where the first was opened from, %s',
    async (when) => {
      const opener = document.createElement('button');
      const dialogs = [0, 1].map(() => {
        const dialog = document.createElement('dialog');
        dialog.append(document.createElement('button'));
        return dialog;
      });
      document.body.append(opener, ...dialogs);
      const [first, second] = dialogs;
      if (!first || !second) throw new Error('There are two.');
      opener.focus();
      const leaveFirst = modal()(first);
      expect(first.contains(document.activeElement)).toBe(true);
      const leave = () => {
        leaveFirst?.();
        first.remove();
      };
      if (when === 'after it is gone') leave();
      const leaveSecond = modal()(second);
      if (when === 'while it is there') leave();
      await Promise.resolve();
      expect(second.contains(document.activeElement)).toBe(true);
      leaveSecond?.();
      second.remove();
      await Promise.resolve();
      expect(document.activeElement).toBe(opener);
      opener.remove();
    },
  );
});

describe('Toast', () => {
  it('leaves after eight seconds, but not while it is pointed at, has the focus, or is to last', () => {
    vi.useFakeTimers();
    try {
      const onLeave = vi.fn();
      const target = mounted(Toast, { onLeave, children: textSnippet('Said in passing.') });
      const toast = target.querySelector('.toast');
      toast?.dispatchEvent(new PointerEvent('pointerenter'));
      flushSync();
      vi.advanceTimersByTime(20_000);
      expect(onLeave).not.toHaveBeenCalled();
      toast?.dispatchEvent(new PointerEvent('pointerleave'));
      flushSync();
      target.querySelector('button')?.focus();
      flushSync();
      vi.advanceTimersByTime(20_000);
      expect(onLeave).not.toHaveBeenCalled();
      target.querySelector('button')?.blur();
      flushSync();
      vi.advanceTimersByTime(7900);
      expect(onLeave).not.toHaveBeenCalled();
      vi.advanceTimersByTime(200);
      expect(onLeave).toHaveBeenCalledOnce();

      const lasting = vi.fn();
      mounted(Toast, { lasting: true, onLeave: lasting, children: textSnippet('More to come.') });
      vi.advanceTimersByTime(20_000);
      expect(lasting).not.toHaveBeenCalled();
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('ColourControl', () => {
  it('tells the choice, and shows the legend when asked', async () => {
    const onChoose = vi.fn();
    const choices = [
      { key: 'topic', name: 'Topic' },
      { key: 'year', name: 'Year' },
    ];
    const legend = textSnippet('Alike is near.');
    const target = mounted(ColourControl, { choices, chosen: 'topic', legend, onChoose });
    await page.getByLabelText('Colour').selectOptions('Year');
    expect(onChoose.mock.calls).toEqual([['year']]);
    await button('Legend').click();
    await expect.element(page.getByText('Alike is near.')).toBeVisible();
    await expectAccessible(target);
  });
});

describe('Legend', () => {
  it('counts the papers of each value', async () => {
    const entries = [
      { label: 'ICML', colour: '#447', count: 1234 },
      { label: 'NeurIPS', colour: '#744', count: 5 },
    ];
    const target = mounted(Legend, { legend: { kind: 'categories', title: 'Venue', entries } });
    await expect.element(page.getByRole('figure', { name: 'Venue' })).toBeVisible();
    expect([...target.querySelectorAll('li')].map((item) => item.innerText.split(/\s+/u))).toEqual([
      ['ICML', '1,234'],
      ['NeurIPS', '5'],
    ]);
    await expectAccessible(target);
  });
});

describe('CutControls', () => {
  it('tells the number, and that the number is to follow the room', async () => {
    const onChange = vi.fn();
    const cut = { count: 8, method: 'height' } as const;
    const target = mounted(CutControls, { cut, clusters: 8, most: 20, onChange });
    await page.getByRole('slider', { name: 'Topics shown' }).fill('5');
    await button('Auto').click();
    expect(onChange.mock.calls).toEqual([
      [{ count: 5, method: 'height' }],
      [{ count: 'auto', method: 'height' }],
    ]);
    await expectAccessible(target);
  });
});

describe('CutMethodChoice', () => {
  it('tells which topics are to open first', async () => {
    const onChange = vi.fn();
    const target = mounted(CutMethodChoice, { method: 'height' as const, onChange });
    await page.getByLabelText('Topics that open first').selectOptions('size');
    expect(onChange.mock.calls).toEqual([['size']]);
    await expectAccessible(target);
  });
});

describe('MarkSwitches', () => {
  it('says which marks are on, and tells which is switched', async () => {
    const onOutline = vi.fn();
    const onFocus = vi.fn();
    const target = mounted(MarkSwitches, {
      predicates: [
        {
          key: 'outlier' as const,
          name: 'Outliers',
          words: 'that are outliers',
          meaning: 'Far from all',
          mask: Uint8Array.of(1, 1, 1),
          count: 3,
        },
      ],
      outlined: new Set(['outlier'] as const),
      focused: new Set<never>(),
      onOutline,
      onFocus,
    });
    const outline = page.getByRole('switch', { name: 'Outline outliers' });
    await expect.element(outline).toBeChecked();
    await outline.click();
    await page.getByRole('switch', { name: 'Only outliers' }).click();
    expect([onOutline.mock.calls, onFocus.mock.calls]).toEqual([[['outlier']], [['outlier']]]);
    await expectAccessible(target);
  });
});

describe('HelpMenu', () => {
  it('closes and tells what was chosen', async () => {
    const told = { onRead: vi.fn(), onTour: vi.fn(), onKeys: vi.fn() };
    const target = mounted(HelpMenu, told);
    await button('Help').click();
    await page.getByRole('group', { name: 'Help' }).getByRole('button').first().click();
    const calls = Object.values(told).map((one) => one.mock.calls.length);
    expect(calls.reduce((sum, count) => sum + count)).toBe(1);
    await expect.element(page.getByRole('group', { name: 'Help' })).not.toBeInTheDocument();
    await expectAccessible(target);
  });
});

describe('KeyboardHelp', () => {
  it('names keys with what they do, and closes', async () => {
    const onLeave = vi.fn();
    const target = mounted(KeyboardHelp, { onLeave });
    const dialog = page.getByRole('dialog', { name: 'Keyboard' });
    await expect.element(dialog).toBeVisible();
    expect(target.querySelectorAll('kbd').length).toBeGreaterThan(10);
    // What scrolls can be reached by keyboard, once its size is known.
    await expect.element(dialog.getByRole('group')).toHaveAttribute('tabindex', '0');
    await expectAccessible(target);
    await dialog.getByRole('button', { name: 'Close' }).click();
    expect(onLeave).toHaveBeenCalledOnce();
  });
});

describe('ReadingOrder', () => {
  it('moves the chosen paper, and not beyond the end', async () => {
    const onMove = vi.fn();
    const target = mounted(ReadingOrder, { place: 2, length: 3, onMove });
    await expect.element(page.getByText('3 of 3')).toBeVisible();
    await button('Move up').click();
    await button('Read first').click();
    expect(onMove.mock.calls).toEqual([[1], [0]]);
    await expect.element(button('Move down')).toBeDisabled();
    await expectAccessible(target);
  });
});

describe('NoteField', () => {
  it('hands over what was written, with what was there before', async () => {
    const onNote = vi.fn();
    const onDraft = vi.fn();
    const target = mounted(NoteField, { paper: 'p1', note: 'old', onNote, onDraft });
    const field = page.getByRole('textbox', { name: 'Note on this paper' });
    await field.fill('new');
    expect(onDraft.mock.calls).toEqual([['p1', 'new', 'old']]);
    await userEvent.tab();
    expect(onNote.mock.calls).toEqual([['p1', 'new', 'old']]);
    await expectAccessible(target);
  });
});

describe('SearchBox', () => {
  it('prepares, asks, walks the hits, and says how many there are', async () => {
    const told = { onAsk: vi.fn(), onPrepare: vi.fn(), onWalk: vi.fn() };
    const target = mounted(SearchBox, {
      hasCode: true,
      query: '',
      found: 1234,
      waiting: false,
      list: textSnippet('Examples'),
      ...told,
    });
    const field = page.getByRole('combobox', { name: 'Search papers' });
    await field.fill('graph');
    expect(told.onPrepare).toHaveBeenCalled();
    expect(told.onAsk).toHaveBeenLastCalledWith('graph');
    await userEvent.keyboard('{Enter}');
    expect(told.onWalk).toHaveBeenCalledWith(1);
    await expect.element(page.getByText('1,234 found')).toBeVisible();
    await expectAccessible(target);
  });
});

describe('CopyButton', () => {
  it('says whether it could copy', async () => {
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValueOnce();
    const target = mounted(CopyButton, { label: 'Copy link', text: () => 'https://example.org' });
    await button('Copy link').click();
    await expect.element(button('Copied')).toBeVisible();
    expect(write).toHaveBeenCalledWith('https://example.org');
    await expectAccessible(target);
  });
});

describe('Icon', () => {
  it('is drawn, and hidden from who listens', () => {
    const svg = mounted(Icon, { name: 'find' }).querySelector('svg');
    expect(svg?.getAttribute('aria-hidden')).toBe('true');
    expect(svg?.getBoundingClientRect().width).toBe(16);
  });
});

describe('Menu', () => {
  it('makes what it holds when it is opened', async () => {
    const target = mounted(Menu, {
      label: 'Things',
      trigger: textSnippet('▾'),
      children: textSnippet('inside'),
    });
    expect(target.textContent).not.toContain('inside');
    await button('Things').click();
    await expect.element(page.getByText('inside')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByText('inside')).not.toBeInTheDocument();
    await expectAccessible(target);
  });
});

describe('ModalDialog', () => {
  it('is named by its title and left by Escape', async () => {
    const onLeave = vi.fn();
    const target = mounted(ModalDialog, {
      title: 'A question',
      onLeave,
      children: textSnippet('Its content'),
      actions: textSnippet('Its buttons'),
    });
    await expect.element(page.getByRole('dialog', { name: 'A question' })).toBeVisible();
    await expectAccessible(target);
    await userEvent.keyboard('{Escape}');
    expect(onLeave).toHaveBeenCalledOnce();
  });
});

describe('Splitter', () => {
  it('is moved by keys within its bounds, and set back by a double click', async () => {
    const onChange = vi.fn();
    const onReset = vi.fn();
    const target = mounted(Splitter, {
      label: 'Share of the views',
      value: 0.5,
      orientation: 'vertical' as const,
      onChange,
      onReset,
    });
    const handle = target.querySelector<HTMLElement>('[role=separator]');
    handle?.style.setProperty('width', '8px');
    handle?.style.setProperty('height', '80px');
    expect(handle?.getAttribute('aria-valuenow')).toBe('50');
    handle?.focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(onChange.mock.lastCall?.[0]).toBeGreaterThan(0.5);
    handle?.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
    expect(onReset).toHaveBeenCalledOnce();
    await expectAccessible(target);
  });
});

describe('FailureNote', () => {
  it('says what is wrong and what to do, and tries again', async () => {
    const onRetry = vi.fn();
    const failure = { code: 'x', message: 'It broke.', remedy: 'Mend it.', detail: 'at line 1' };
    const target = mounted(FailureNote, { failure, onRetry });
    const alert = page.getByRole('alert');
    await expect.element(alert).toHaveTextContent('It broke.');
    await expect.element(alert).toHaveTextContent('Mend it.');
    await button('Try again').click();
    expect(onRetry).toHaveBeenCalledOnce();
    await expectAccessible(target);
  });
});

describe('Progress', () => {
  it('says how far a stage is, and can be cancelled', async () => {
    const onCancel = vi.fn();
    const stages = [{ stage: 'embed', done: 20, total: 80, unit: 'papers' }] as const;
    const target = mounted(Progress, { stages, onCancel });
    const bar = target.querySelector('[role=progressbar]');
    expect(bar?.getAttribute('aria-valuenow')).toBe('20');
    expect(bar?.getAttribute('aria-valuemax')).toBe('80');
    await button('Cancel').click();
    expect(onCancel).toHaveBeenCalledOnce();
    await expectAccessible(target);
  });

  it('says what goes on while nothing is counted', async () => {
    const target = mounted(Progress, { stages: [], idle: 'Waiting', onCancel: () => undefined });
    expect(target.textContent).toContain('Waiting …');
  });
});

describe('MarkSwitch', () => {
  it('says whether it is on, and tells of a click', async () => {
    const onToggle = vi.fn();
    const target = mounted(MarkSwitch, {
      mark: 'starred' as const,
      name: 'Star',
      on: true,
      onToggle,
    });
    await expect.element(button('Star')).toHaveAttribute('aria-pressed', 'true');
    await button('Star').click();
    expect(onToggle).toHaveBeenCalledOnce();
    await expectAccessible(target);
  });
});

describe('TopicTerms', () => {
  it('shows the heaviest phrases only, takes one as the name, and hides a word', async () => {
    const terms = [
      { term: 'graph network', weight: 0.5 },
      { term: 'node', weight: 0.25 },
      { term: 'edge', weight: 0.1 },
    ];
    const told = { onName: vi.fn(), onHide: vi.fn(), onPlace: vi.fn(), onForget: vi.fn() };
    const spare = [{ key: 'k', name: 'Old name', size: 3 }];
    const given = { terms, most: 2, name: 'node', hidden: ['edge'], spare, ...told };
    const target = mounted(TopicTerms, given);
    await expect.element(button('node')).toHaveAttribute('aria-pressed', 'true');
    expect([...target.querySelectorAll('.phrase')].map((phrase) => phrase.textContent)).toEqual([
      'graph network',
      'node',
    ]);
    await button('graph network').click();
    expect(told.onName).toHaveBeenCalledWith('graph network');
    await button('Hide words of “graph network”').click();
    await button('Hide “graph” in names').click();
    expect(told.onHide).toHaveBeenCalledWith('graph', true);
    await button('Show “edge” in names again').click();
    expect(told.onHide).toHaveBeenCalledWith('edge', false);
    await page.getByText('1 name of yours without a topic here').click();
    await button('Give to this topic “Old name”').click();
    expect(told.onPlace).toHaveBeenCalledWith(spare[0]);
    await expectAccessible(target);
  });
});

describe('YearChart', () => {
  it('draws a bar for each year, says which is pointed at, and tells which is chosen', async () => {
    const onPoint = vi.fn();
    const onChoose = vi.fn();
    const onChooseRange = vi.fn();
    const years = [2018, 2019, 2020].map((year, at) => ({ year, count: at * 2 + 1 }));
    const target = mounted(YearChart, {
      years,
      expected: [2, 2, 2],
      chosen: [2020],
      onPoint,
      onChoose,
      onChooseRange,
    });
    const bars = [...target.querySelectorAll('.bar')].map((bar) =>
      Number(bar.getAttribute('height')),
    );
    expect(bars.toSorted((a, b) => a - b)).toEqual(bars);
    expect(new Set(bars).size).toBe(3);
    const groups = target.querySelectorAll('g');
    groups[1]?.dispatchEvent(new PointerEvent('pointerenter'));
    expect(onPoint).toHaveBeenCalledWith(2019);
    flushSync();
    expect(target.querySelector('figcaption')?.textContent).toContain('2019: 3 papers');
    groups[1]?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    expect(onChoose).toHaveBeenCalledWith(2019);
    groups[1]?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    groups[0]?.dispatchEvent(new PointerEvent('pointerenter'));
    flushSync();
    expect(target.querySelector('figcaption')?.textContent).toContain('2018 to 2019');
    groups[0]?.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
    expect(onChooseRange.mock.calls).toEqual([[2018, 2019]]);
    flushSync();
    expect([...groups].map(({ classList }) => classList.contains('chosen'))).toEqual([
      false,
      false,
      true,
    ]);
    await expectAccessible(target);
  });
});

describe('YearBars', () => {
  it('says when the papers are mostly from', async () => {
    const counts = [1, 0, 4, 5];
    const years = counts.map((count, at) => ({ year: 2018 + at, count }));
    const target = mounted(YearBars, { years });
    await expect.element(page.getByRole('img', { name: 'mostly 2020–2021' })).toBeInTheDocument();
    expect(
      [...target.querySelectorAll('rect')].map((bar) => Number(bar.getAttribute('height')) > 0),
    ).toEqual(counts.map((count) => count > 0));
    await expectAccessible(target);
  });

  it('is nothing where no paper has a year', () => {
    const target = mounted(YearBars, { years: [{ year: 2020, count: 0 }] });
    expect(target.querySelector('svg')).toBeNull();
  });
});
