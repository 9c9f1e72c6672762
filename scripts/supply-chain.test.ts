/** What comes from others: how much of it, from where, and whether any of it runs when installed. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { root } from './paths.mjs';

interface Locked {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}

const read = (path: string): string => readFileSync(`${root}/${path}`, 'utf8');
const { packages }: { packages: Record<string, Locked> } = JSON.parse(read('package-lock.json'));
const manifest: {
  dependencies?: unknown;
  optionalDependencies?: unknown;
  peerDependencies?: unknown;
  devDependencies: Record<string, string>;
} = JSON.parse(read('package.json'));
const others = Object.entries(packages).filter(
  ([path, { link }]) => path.startsWith('node_modules/') && !link,
);

/** Packages wanted at most: more of them is a decision, taken by raising the number. */
const most = { named: 76, shipped: 40, all: 450 };

describe('the dependencies', () => {
  it('are few', () => {
    expect(Object.keys(manifest.devDependencies).length).toBeLessThanOrEqual(most.named);
    // What is built is held to this list by a test of the built page.
    const built = read('NOTICE')
      .split(/^Apache-2\.0$/mu)[1]
      ?.match(/[\w@/-]+(?=,|\n\n|\n$)/gu);
    expect(built?.length).toBeGreaterThan(20);
    expect(built?.length).toBeLessThanOrEqual(most.shipped);
    expect(others.length).toBeGreaterThan(100);
    expect(others.length).toBeLessThanOrEqual(most.all);
  });

  it('are none of whoever installs the package: all is built in', () => {
    const { dependencies, optionalDependencies, peerDependencies } = manifest;
    expect([dependencies, optionalDependencies, peerDependencies]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('are those of the lockfile, whichever registry hands them out', () => {
    for (const [path, { integrity, resolved }] of others) {
      expect(integrity, path).toMatch(/^sha512-/u);
      expect(resolved, path).toBeUndefined();
    }
  });

  it('are installed without running anything of theirs', () => {
    const wanting = others.filter(([, { hasInstallScript }]) => hasInstallScript);
    // It only says that a version is odd; what it makes is not used.
    expect(wanting.map(([path]) => path)).toEqual(['node_modules/protobufjs']);
    expect(read('scripts/install.mjs')).toContain("'--ignore-scripts'");
    expect(read('README.md') + read('CONTRIBUTING.md')).not.toMatch(/npm (?:ci|install)\b/u);
  });
});
