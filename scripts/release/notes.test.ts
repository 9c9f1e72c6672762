import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { root } from '../paths.mjs';
import { releaseNotes } from './notes';

const changelog = `# Changelog

## [Unreleased]

### Added

- Something.

## [1.1.0] - 2026-02-01

### Fixed

- A [link](x) of 1.0.0.

## 1.0.0 (2026-01-01)

## [1.0.0-beta.1] - 2025-12-01

- First.

[1.1.0]: https://host.example/compare
`;

it.each([
  ['Unreleased', '### Added\n\n- Something.'],
  ['1.1.0', '### Fixed\n\n- A [link](x) of 1.0.0.'],
  ['1.0.0-beta.1', '- First.'],
  // A heading without entries, the beginning of another version, and one that is not there.
  ['1.0.0', null],
  ['1.1', null],
  ['2.0.0', null],
])('the notes of %s are what stands below its heading', (version, notes) => {
  expect(releaseNotes(changelog, version)).toBe(notes);
  expect(releaseNotes(changelog.replaceAll('\n', '\r\n'), version)?.replaceAll('\r', '')).toBe(
    notes ?? undefined,
  );
});

it('the changelog of this repository says something of this version, or of what comes next', () => {
  const own = readFileSync(`${root}/CHANGELOG.md`, 'utf8');
  const { version }: { version: string } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
  expect(releaseNotes(own, version) ?? releaseNotes(own, 'Unreleased')).toContain('- ');
});

it('the version to cite is the version of the package', () => {
  const { version }: { version: string } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
  const [, cited] = /^version: (\S+)$/mu.exec(readFileSync(`${root}/CITATION.cff`, 'utf8')) ?? [];
  expect(cited).toBe(version);
  expect(version).toMatch(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/u);
});

it('there are notes on the version of the package', () => {
  const { version }: { version: string } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(releaseNotes(readFileSync('CHANGELOG.md', 'utf8'), version)).toMatch(/^### /mu);
});
