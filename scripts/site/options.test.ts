import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
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

  it('finds the logo beside the file of options that names it', () => {
    const other = join(folder, 'elsewhere');
    mkdirSync(other);
    writeFileSync(join(other, 'logo.svg'), '');
    writeFileSync(join(other, 'options.json'), '{"logo":"logo.svg"}');
    const read = readOptions(
      ['papers.bib', '--out', 'site', '--config', join(other, 'options.json')],
      { cwd: folder },
    );
    expect(read.ok && read.value.logo).toBe(join(other, 'logo.svg'));
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
    [['papers.bib', '--out', 'site', '--single'], 'ends in .html'],
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

/** A schema without what is only said to people. */
function rules(schema: unknown): unknown {
  return JSON.parse(
    JSON.stringify(schema, (key, value: unknown) =>
      ['$schema', 'title', 'description'].includes(key) && typeof value === 'string'
        ? undefined
        : value,
    ),
  );
}

it('the published schema allows what the command allows', () => {
  const published: unknown = JSON.parse(
    readFileSync('public/papergrove.config.schema.json', 'utf8'),
  );
  // Patterns of JSON Schema are always read as with the flag u.
  const own = toJsonSchema(configSchema, { errorMode: 'ignore' });
  expect({ required: [], ...Object(rules(published)) }).toEqual(rules(own));
});
