/** What comes from others: how much of it, from where, and whether any of it runs when installed. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { root } from './paths.mjs';

interface Locked {
  readonly dev?: boolean;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}

const read = (path: string): string => readFileSync(`${root}/${path}`, 'utf8');
const { packages }: { packages: Record<string, Locked> } = JSON.parse(read('package-lock.json'));
const others = Object.entries(packages).filter(
  ([path, { link }]) => path.startsWith('node_modules/') && !link,
);

/** Packages wanted at most: more of them is a decision, taken by raising the number. */
const most = { named: 23, shipped: 63, all: 450 };

describe('the dependencies', () => {
  it('are few', () => {
    const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(
      read('package.json'),
    );
    expect(Object.keys(dependencies).length).toBeLessThanOrEqual(most.named);
    expect(others.filter(([, { dev }]) => !dev).length).toBeLessThanOrEqual(most.shipped);
    expect(others.length).toBeGreaterThan(100);
    expect(others.length).toBeLessThanOrEqual(most.all);
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
