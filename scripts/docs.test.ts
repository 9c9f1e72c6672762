/** Every file that a page of the documentation names is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './paths.mjs';

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

const all = ['src', 'scripts', 'bench', 'e2e', 'docs', 'public', '.github']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      join(folder, name).replaceAll('\\', '/'),
    ),
  )
  .concat(readdirSync(root));

/** A source by its name alone, or anything with a folder; other names may be those of somebody's data. */
const sourceName =
  /^(?:[\w./-]+\.(?:ts|mts|mjs|svelte|py)|[\w./-]+\/[\w.-]+\.(?:md|json|yml|bin))$/u;
/** Made when the page is built or tested, or a path that is given as an example. */
const made = /^(?:dist|\.cache|test-results|node_modules)\//u;

/** Paths in backquotes that are not here; a page may leave out `src/` and leading folders. */
function missingNames(text: string): string[] {
  const prose = text.replaceAll(/^```[^]*?^```/gmu, '');
  return [...prose.matchAll(/`([^`\s]+)`/gu)]
    .map(([, name = '']) => name)
    .filter((name) => sourceName.test(name) && !made.test(name))
    .filter((name) => !all.some((path) => path === name || path.endsWith(`/${name}`)));
}

/** Links to files that are not here. */
function missingLinks(text: string, page: string): string[] {
  return [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/gu)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/u.test(target))
    .filter((target) => !existsSync(join(root, dirname(page), target)));
}

describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(root, page), 'utf8');

  it('names and links only files that exist', () => {
    expect({ names: missingNames(text), links: missingLinks(text, page) }).toEqual({
      names: [],
      links: [],
    });
  });
});

it('formats.md has a row for every format that is recognised', () => {
  const code = readFileSync(`${root}/src/corpus/detect-format.ts`, 'utf8');
  const names = [...code.matchAll(/name: '([^']+)', read|\? '([^']+)' : '([^']+)'/gu)].flatMap(
    ([, ...found]) => found.filter((name) => name !== undefined),
  );
  expect(names.length).toBeGreaterThan(12);
  const rows = readFileSync(`${root}/docs/formats.md`, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split('|')[1] ?? '');
  for (const name of names)
    expect(
      rows.some((row) => row.includes(name)),
      name,
    ).toBe(true);
});
