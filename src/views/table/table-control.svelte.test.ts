import { describe, expect, it } from 'vitest';
import type { TableSort } from '../../explorer/display.svelte';
import type { TableColumn } from './paper-columns';
import { TableControl } from './table-control.svelte';

const column = (key: string): TableColumn => ({
  key,
  name: key,
  width: 10,
  grow: 0,
  isNumber: false,
  usual: true,
  text: () => '',
  sortBy: () => null,
});

/** A table of the papers p9, p8, … p0, page by page of three. */
function table(isNarrow = false) {
  const state = $state({
    ticked: new Set<string>() as ReadonlySet<string>,
    sort: null as TableSort | null,
    opened: [] as number[],
    marked: [] as string[],
    at: null as number | null,
  });
  const control = new TableControl({
    rows: () => [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
    columns: () => [column('title'), column('year')],
    isNarrow: () => isNarrow,
    page: () => 3,
    sort: () => state.sort,
    idOf: (leaf) => `p${leaf}`,
    ticked: () => state.ticked,
    selected: () => null,
    onSort: (sort) => {
      state.sort = sort;
    },
    onTick: (ticked) => {
      state.ticked = ticked;
    },
    onOpen: (leaf) => state.opened.push(leaf),
    onMove: (row) => {
      state.at = row;
    },
    onKey: (key, leaf) => key === 's' && state.marked.push(`${key}${leaf}`) > 0,
  });
  const press = (key: string, held: KeyboardEventInit = {}) => {
    const event = new Event('keydown', { cancelable: true });
    control.press(Object.assign(event, { key, altKey: false, ...held }) as KeyboardEvent);
    return event.defaultPrevented;
  };
  return { state, control, press };
}

describe('the table under the keyboard', () => {
  it('opens, marks and selects what the cursor is on', () => {
    const { state, press } = table();
    press('ArrowDown');
    press('Enter');
    press('s');
    press(' ');
    expect(state.opened).toEqual([8]);
    expect(state.marked).toEqual(['s8']);
    expect([...state.ticked]).toEqual(['p8']);
    press(' ');
    expect([...state.ticked]).toEqual([]);
  });

  it('stretches the selection with Shift, and shrinks it again', () => {
    const { state, press } = table();
    press(' ');
    for (let times = 0; times < 3; times++) press('ArrowDown', { shiftKey: true });
    expect([...state.ticked]).toEqual(['p9', 'p8', 'p7', 'p6']);
    press('ArrowUp', { shiftKey: true });
    expect([...state.ticked].sort()).toEqual(['p7', 'p8', 'p9']);
    press('End', { ctrlKey: true });
    expect(state.at).toBe(9);
    press('a', { ctrlKey: true });
    expect(state.ticked.size).toBe(10);
    press('a', { ctrlKey: true });
    expect(state.ticked.size).toBe(0);
  });

  it('sorts from the head', () => {
    const { state, control, press } = table();
    press('ArrowUp');
    expect(control.inHead).toBe(true);
    press('ArrowRight');
    press('Enter');
    expect(state.sort).toEqual({ column: 'year', descending: true });
    press('ArrowDown');
    expect(control.inHead).toBe(false);
  });

  it('has no head where rows are cards', () => {
    const { control, press } = table(true);
    press('ArrowUp');
    expect(control.inHead).toBe(false);
    expect(control.columnCount).toBe(2);
  });

  it('leaves keys alone that mean nothing here', () => {
    const { press } = table();
    expect(press('x')).toBe(false);
    expect(press('z', { ctrlKey: true })).toBe(false);
    expect(press('ArrowDown')).toBe(true);
  });
});

describe('the table under the pointer', () => {
  const click = (held: MouseEventInit = {}) =>
    Object.assign(new Event('click'), {
      shiftKey: false,
      ctrlKey: false,
      metaKey: false,
      ...held,
    }) as MouseEvent;

  it('opens by a click, selects by the box or with Ctrl, stretches with Shift', () => {
    const { state, control } = table();
    control.click(click(), 2, false);
    expect(state.opened).toEqual([7]);
    control.click(click(), 4, true);
    control.click(click({ ctrlKey: true }), 9, false);
    expect([...state.ticked]).toEqual(['p5', 'p0']);
    control.click(click({ shiftKey: true }), 7, false);
    expect([...state.ticked].sort()).toEqual(['p0', 'p1', 'p2', 'p5']);
  });
});
