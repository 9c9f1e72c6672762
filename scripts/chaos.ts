/**
 * `npm run chaos`, after a build: work on the page is disturbed at seeded moments, the page is opened
 * again, and everything is compared with an undisturbed run; then a build takes the place of another
 * under an open tab. Writes its part of docs/reliability.md. A run that was ended goes on where it was, as
 * `.cache/chaos.json` says; delete that to begin anew. `-- --seeds 3,17` tries some moments alone and
 * writes nothing.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { disturbed, type Outcome } from '../e2e/support/chaos/disturbed';
import { faults, momentOf, works } from '../e2e/support/chaos/moments';
import { OwnBrowserKeeper } from '../e2e/support/chaos/keepers';
import { Site } from '../e2e/support/chaos/site';
import { undisturbed } from '../e2e/support/chaos/undisturbed';
import { tryUpdates, type UpdateOutcome } from '../e2e/support/chaos/updates';
import { ensureChromium } from './chromium.mjs';
import { writePart } from './written-part';

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: { seeds: { type: 'string' } },
});
const all = works.length * faults.length;
const seeds =
  values.seeds?.split(',').map(Number) ?? Array.from({ length: all }, (_, seed) => seed);

const executable = await ensureChromium();
const cache = resolve('.cache', 'chaos.json');
const isWhole = values.seeds === undefined;
type Kept = Pick<Outcome, 'moment' | 'wrong'>;
const outcomes: Kept[] =
  isWhole && existsSync(cache) ? (JSON.parse(readFileSync(cache, 'utf8')) as Kept[]) : [];
const site = new Site();
await site.open();
const keeper = await OwnBrowserKeeper.start(executable);
// What a page that goes on living gets to finish what it can.
const respite = 5000;
try {
  const setting = { keeper, site, usual: await undisturbed(keeper, site, true), respite };
  for (const seed of seeds) {
    if (outcomes.some(({ moment }) => moment.seed === seed)) continue;
    const outcome = await disturbed(setting, momentOf(seed));
    outcomes.push(outcome);
    if (isWhole) {
      mkdirSync(resolve('.cache'), { recursive: true });
      writeFileSync(cache, JSON.stringify(outcomes));
    }
    const { work, fault } = outcome.moment;
    const seconds = (outcome.milliseconds / 1000).toFixed(1);
    const again = outcome.takenAgain ? ', papers taken from their file once more' : '';
    console.log(`${seed}: ${work}, ${fault}, ${seconds} s: ${said(outcome.wrong)}${again}`);
  }
} finally {
  await keeper.remove();
  await site.close();
}

let updates: readonly UpdateOutcome[] = [];
if (isWhole) {
  write();
  updates = await tryUpdates(executable, (name, wrong) => {
    console.log(`${name}: ${said(wrong)}`);
  });
  write();
}
const wrong = [...outcomes, ...updates].filter((outcome) => outcome.wrong.length > 0);
console.log(`${outcomes.length + updates.length} tried, ${wrong.length} with something wrong`);
process.exit(wrong.length === 0 ? 0 : 1);

function write(): void {
  writePart('docs/reliability.md', 'npm run chaos', report());
}

function said(wrong: readonly string[]): string {
  return wrong.length === 0 ? 'nothing lost' : wrong.join('; ');
}

function report(): string {
  const cell = (work: string, fault: string): string => {
    const tried = outcomes.filter(({ moment }) => moment.work === work && moment.fault === fault);
    const whole = tried.filter((outcome) => outcome.wrong.length === 0).length;
    return tried.length === 0 ? '' : `${whole} of ${tried.length}`;
  };
  const whole = outcomes.filter((outcome) => outcome.wrong.length === 0).length;
  return `**${whole} of ${outcomes.length} moments lost nothing.**

| Broken | ${works.join(' | ')} |
| --- | ${works.map(() => '---').join(' | ')} |
${faults.map((fault) => `| ${fault.replaceAll('-', ' ')} | ${works.map((work) => cell(work, fault)).join(' | ')} |`).join('\n')}

${outcomes
  .filter((outcome) => outcome.wrong.length > 0)
  .map(({ moment, wrong: what }) => `- Seed ${moment.seed}: ${what.join('; ')}`)
  .join('\n')}

${updates.length === 0 ? '' : aboutUpdates()}`;
}

function aboutUpdates(): string {
  return `| Way | Lost or wrong |
| --- | --- |
${updates.map(({ name, wrong: what }) => `| ${name} | ${what.length === 0 ? 'nothing' : what.join('; ')} |`).join('\n')}
`;
}
