/** Every key that does something, by where it does it. */

export interface KeyGroup {
  readonly name: string;
  readonly keys: readonly {
    /** Keys that do it, each a keycap; those held together are joined by "+". */
    readonly keys: readonly string[];
    readonly effect: string;
  }[];
}

const walking = { keys: ['↑', '↓'], effect: 'Previous or next' };
const ends = { keys: ['Home', 'End'], effect: 'First and last' };

export const keyGroups: readonly KeyGroup[] = [
  {
    name: 'Everywhere',
    keys: [
      { keys: ['?'], effect: 'This help' },
      { keys: ['/'], effect: 'Search' },
      { keys: ['Ctrl+K', '⌘K'], effect: 'Find any action, topic or paper' },
      { keys: ['Backspace'], effect: 'Back to where you were' },
      { keys: ['u'], effect: 'Up to the topic around this one' },
      { keys: ['Esc'], effect: 'Close the paper, then clear the selection, then zoom out' },
      { keys: ['Ctrl+Z'], effect: 'Undo the last filter, focus, mark, note or name' },
      { keys: ['Ctrl+Shift+Z', 'Ctrl+Y'], effect: 'Redo it' },
      { keys: ['Ctrl+V'], effect: 'Open the papers, or the file, on the clipboard' },
      { keys: ['Tab'], effect: 'To the next part of the page' },
    ],
  },
  {
    name: 'The chosen paper',
    keys: [
      { keys: ['s'], effect: 'Star it, or take the star away' },
      { keys: ['r'], effect: 'Mark it as read or unread' },
      { keys: ['l'], effect: 'Put it on the reading list, or take it off' },
      { keys: ['n'], effect: 'Write a note' },
    ],
  },
  {
    name: 'Search',
    keys: [
      { keys: ['Enter', 'Shift+Enter'], effect: 'Next hit, previous hit' },
      { keys: ['Esc'], effect: 'Clear the search' },
    ],
  },
  {
    name: 'Treemap',
    keys: [
      walking,
      { keys: ['→', '←'], effect: 'Into a topic, out of it' },
      ends,
      { keys: ['Enter', 'Space'], effect: 'Zoom into the topic, select the paper' },
      { keys: ['Backspace'], effect: 'Back to where you were' },
      { keys: ['Alt+↑'], effect: 'Up to the topic around this one' },
      { keys: ['A–Z'], effect: 'Jump to a name by its first letters' },
    ],
  },
  {
    name: 'Outline',
    keys: [
      walking,
      { keys: ['→', '←'], effect: 'Open the topic, close it' },
      ends,
      { keys: ['Enter', 'Space'], effect: 'Zoom into the topic, select the paper' },
      { keys: ['A–Z'], effect: 'Jump to a name by its first letters' },
    ],
  },
  {
    name: 'Projection',
    keys: [
      { keys: ['↑', '↓', '←', '→'], effect: 'The next paper in that direction' },
      { keys: ['+', '−'], effect: 'Closer, farther' },
      { keys: ['0', 'Home'], effect: 'Show everything' },
      { keys: ['Enter'], effect: 'Select the paper' },
      { keys: ['Esc'], effect: 'Let go of the paper' },
      { keys: ['Shift'], effect: 'Hold and drag to choose papers in a rectangle' },
    ],
  },
  {
    name: 'List of papers',
    keys: [
      walking,
      ends,
      { keys: ['Enter'], effect: 'Select the paper' },
      { keys: ['s', 'r', 'l'], effect: 'Mark the paper under the focus' },
      { keys: ['Alt+↑', 'Alt+↓'], effect: 'Move it in the reading list' },
    ],
  },
  {
    name: 'Table of papers',
    keys: [
      { keys: ['↑', '↓', '←', '→'], effect: 'From cell to cell, up to the heads' },
      { keys: ['Page Up', 'Page Down'], effect: 'As many rows as are in sight' },
      { keys: ['Home', 'End'], effect: 'The row’s ends' },
      { keys: ['Ctrl+Home', 'Ctrl+End'], effect: 'The first and the last row' },
      { keys: ['Enter'], effect: 'Open the paper; on a head, sort by it' },
      { keys: ['Space'], effect: 'Select the paper' },
      { keys: ['Shift+↑', 'Shift+↓', 'Shift+Space'], effect: 'Select a stretch of papers' },
      { keys: ['s', 'r', 'l'], effect: 'Mark the paper of the row' },
      { keys: ['Ctrl+A'], effect: 'Select all rows, or none' },
    ],
  },
  {
    name: 'Facets',
    keys: [
      walking,
      { keys: ['Page Up', 'Page Down'], effect: 'Ten values up or down' },
      ends,
      { keys: ['Enter', 'Space'], effect: 'Filter by the value, or stop filtering by it' },
    ],
  },
  {
    name: 'Tabs',
    keys: [{ keys: ['←', '→'], effect: 'The tab beside' }],
  },
  {
    name: 'Divider',
    keys: [
      { keys: ['↑', '↓', '←', '→'], effect: 'Move it' },
      { keys: ['Home', 'End'], effect: 'To either end' },
    ],
  },
];
