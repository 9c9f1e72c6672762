/** The command that builds a site, stopped in each of its stages, and run again. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from '@playwright/test';
import { root } from '../scripts/paths.mjs';
import { madeUpBibtex } from './support/made-up-papers';
import { expect, slow } from './support/papergrove';

const folder = mkdtempSync(join(tmpdir(), 'papergrove-stopped-'));
const file = join(folder, 'papers.bib');
const stages = ['Embedding', 'Clustering', 'Laying out the map', 'Writing the site'];

test.beforeAll(() => writeFileSync(file, madeUpBibtex(800)));
test.afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly status: number | null;
  readonly said: string;
}

/** @param stopAt the stage at whose beginning it is told to stop */
function build(place: string, stopAt?: string): Promise<Ended> {
  const args = ['scripts/run.mjs', 'scripts/site.ts', file, '--out', join(folder, place, 'site')];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let told = false;
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (stopAt === undefined || told || !said.includes(stopAt)) return;
      told = true;
      child.kill('SIGINT');
    });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, said }));
  });
}

const filesOf = (place: string) => readdirSync(join(folder, place, 'site', 'map')).sort();

test('goes on with the stage in which it was stopped, and makes the same map', slow, async () => {
  mkdirSync(join(folder, 'whole'));
  expect((await build('whole')).status).toBe(0);
  for (const [at, stage] of stages.entries()) {
    const stopped = await build('stopped', stage);
    expect(stopped.said, stage).toContain('Stopped. The stages that were finished are kept');
    expect(stopped.status, stage).toBe(130);
    // What was finished before an earlier stop is not done again.
    for (const earlier of stages.slice(0, Math.max(0, at - 1)))
      expect(stopped.said, stage).not.toContain(earlier);
  }
  const again = await build('stopped');
  expect(again.status, again.said).toBe(0);
  for (const stage of stages.slice(0, 3)) expect(again.said).not.toContain(stage);
  // The manifest says when it was made; all other files are named by what is in them.
  expect(filesOf('stopped')).toEqual(filesOf('whole'));
});
