import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { SiteFolder } from './write-folder';

function place(): string {
  const folder = mkdtempSync(join(tmpdir(), 'papergrove-folder-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'site');
}

test('a site built again keeps what is the same and removes what it no longer has', () => {
  const folder = place();
  const first = new SiteFolder(folder);
  first.write('map/a.bin', 'a');
  first.write('map/b.bin', 'b');
  first.finish();
  const before = statSync(join(folder, 'map/a.bin')).ino;

  const second = new SiteFolder(folder);
  expect(second.isStrangers).toBe(false);
  second.write('map/a.bin', 'a');
  second.write('map/c.bin', 'c');
  second.finish();
  expect(statSync(join(folder, 'map/a.bin')).ino).toBe(before);
  expect(existsSync(join(folder, 'map/b.bin'))).toBe(false);
  expect(readFileSync(join(folder, 'map/c.bin'), 'utf8')).toBe('c');
});

test('a folder with files of somebody else is noticed, and a list that lies removes nothing outside', () => {
  const folder = place();
  new SiteFolder(folder);
  writeFileSync(join(folder, 'thesis.tex'), '');
  expect(new SiteFolder(folder).isStrangers).toBe(true);

  const outside = join(folder, '..', 'outside');
  writeFileSync(outside, '');
  writeFileSync(join(folder, '.papergrove-files.json'), '["../outside","/etc/passwd","x.html"]');
  new SiteFolder(folder).finish();
  expect(existsSync(outside)).toBe(true);
});

test('a build that was stopped leaves a folder that the next one takes over and tidies', () => {
  const folder = place();
  const stopped = new SiteFolder(folder);
  stopped.write('map/old.bin', 'old');
  stopped.write('index.html', 'half of it');
  writeFileSync(join(folder, 'index.html.part'), 'killed while it was written');
  writeFileSync(join(folder, 'own.txt'), '');

  const next = new SiteFolder(folder);
  expect(next.isStrangers).toBe(false);
  next.write('index.html', 'whole');
  next.finish();
  expect(readdirSync(folder).sort()).toEqual([
    '.papergrove-files.json',
    'index.html',
    'map',
    'own.txt',
  ]);
  expect(readdirSync(join(folder, 'map'))).toEqual([]);
  expect(readFileSync(join(folder, 'index.html'), 'utf8')).toBe('whole');
});

test('a rebuild that is stopped leaves the site of before, and what it wrote is known', () => {
  const folder = place();
  const first = new SiteFolder(folder);
  first.write('map/a.bin', 'a');
  first.finish();
  new SiteFolder(folder).write('map/b.bin', 'b');
  expect(readFileSync(join(folder, 'map/a.bin'), 'utf8')).toBe('a');

  const third = new SiteFolder(folder);
  third.write('map/c.bin', 'c');
  third.finish();
  expect(readdirSync(join(folder, 'map'))).toEqual(['c.bin']);
});

test('the digest changes with any file', () => {
  const digestOf = (text: string) => {
    const folder = new SiteFolder(place());
    folder.write('a', text);
    return folder.digest();
  };
  expect(digestOf('x')).not.toBe(digestOf('y'));
  expect(digestOf('x')).toBe(digestOf('x'));
});
