/** What docs/browsers.md says the page uses of browsers is used, and what it says is not, is not. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './paths.mjs';

const page = readFileSync(`${root}/docs/browsers.md`, 'utf8');
const source = readdirSync(`${root}/src`, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(?:ts|svelte|css)$/u.test(name) && !/\.test\.ts$|testing\//u.test(name))
  .map((name) => readFileSync(join(root, 'src', name), 'utf8'))
  .join('\n')
  // What a comment names is not used.
  .replaceAll(/\/\*[^]*?\*\/|<!--[^]*?-->|^\s*\/\/.*$/gmu, '');

/** Names in backquotes in the first column of the table below a heading. */
function namesBelow(heading: string): string[] {
  const part = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...part.matchAll(/^\| ([^|]+)\|/gmu)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/gu)].map(([, name = '']) => name.replace(/\)$/u, '')),
  );
}

describe('docs/browsers.md', () => {
  it.each([...namesBelow('Needed'), ...namesBelow('Used where it is there')])(
    '%s is used',
    (name) => {
      expect(source).toContain(name);
    },
  );

  it('finds names at all', () => {
    expect(namesBelow('Needed').length).toBeGreaterThan(9);
    expect(namesBelow('Used where it is there').length).toBeGreaterThan(15);
  });

  const [, unused = ''] = /^Not used: ([^]*?)\n\n/mu.exec(page) ?? [];
  it.each(['showSaveFilePicker', 'OffscreenCanvas', 'CompressionStream'])('%s is not', (name) => {
    expect(unused).toContain(name);
    expect(source).not.toContain(name);
  });

  /** APIs that not every browser of the list above has, which would need a row of their own. */
  const notable = [
    'navigator.locks',
    'startViewTransition',
    'scheduler.yield',
    'scheduler.postTask',
    'showOpenFilePicker',
    'Promise.withResolvers',
    'Promise.try',
    'Object.groupBy',
    'Map.groupBy',
    'Array.fromAsync',
    'Iterator.from',
    'isSubsetOf',
    'RegExp.escape',
    'interpolate-size',
    'animation-timeline',
    '@starting-style',
    '@scope',
    'CloseWatcher',
    'navigation.navigate',
    'DecompressionStream',
    'Temporal.',
    'moveBefore',
    'setHTML(',
    'command-for',
    'commandfor',
    'closedby',
    'sibling-index',
  ];
  it.each(notable.filter((name) => !page.includes(name) || unused.includes(name)))(
    '%s is not used without a row',
    (name) => {
      expect(source).not.toContain(name);
    },
  );
});
