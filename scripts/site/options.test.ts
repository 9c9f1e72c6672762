import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { configName, configSchema, readOptions } from './options';

const folder = mkdtempSync(join(tmpdir(), 'papergrove-options-'));
const papers = join(folder, 'papers.bib');
writeFileSync(papers, '');
afterAll(() => rmSync(folder, { recursive: true }));

/** What is wrong with a command, or nothing. */
function complaint(...args: string[]): string {
  const read = readOptions(args, { cwd: folder });
  return read.ok ? '' : `${read.error.message} ${read.error.remedy}`;
}

describe('the command', () => {
  it('is read, with the file of options below it', () => {
    const config = { title: 'From the file', cut: 9, columns: ['a'] };
    writeFileSync(join(folder, configName), JSON.stringify(config));
    const read = readOptions(['papers.bib', '--out', 'site', '--title', 'Said'], { cwd: folder });
    rmSync(join(folder, configName));
    expect(read.ok && read.value).toEqual({
      ...config,
      title: 'Said',
      files: [papers],
      out: join(folder, 'site'),
      cache: join(folder, '.papergrove-cache'),
    });
  });

  it.each([
    [['--out', 'site'], 'No file of papers'],
    [['papers.bib'], 'No folder is named'],
    [['papers.bib', '--out', 'site', '--outt', 'x'], '--outt'],
    [['none.bib', '--out', 'site'], 'none.bib does not exist'],
    [['papers.bib', '--out', 'site', '--cut', 'many'], '“cut”'],
    [['papers.bib', '--out', 'site', '--language', 'not a tag'], '“language”'],
    [['papers.bib', '--out', 'site', '--address', 'javascript:x'], '“address”'],
    [['papers.bib', '--out', 'site', '--logo', 'none.svg'], 'none.svg does not exist'],
    [['papers.bib', '--out', 'site', '--config', 'none.json'], 'none.json does not exist'],
  ])('%j is refused with what is wrong and a way out', (args, words) => {
    expect(complaint(...args)).toContain(words);
  });

  it.each([
    ['{', 'is not JSON'],
    ['{"tittle":"x"}', 'Allowed are: $schema, title'],
    ['{"cut":1}', '“cut”'],
  ])('a file of options that says %s is refused', (text, words) => {
    writeFileSync(join(folder, 'wrong.json'), text);
    expect(complaint('papers.bib', '--out', 'site', '--config', 'wrong.json')).toContain(words);
  });
});

it('the published schema has the same options', () => {
  const schema: { properties: Record<string, unknown> } = JSON.parse(
    readFileSync('public/papergrove.config.schema.json', 'utf8'),
  );
  expect(Object.keys(schema.properties).sort()).toEqual(Object.keys(configSchema.entries).sort());
});
