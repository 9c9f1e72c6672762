// Plants a type error in a TypeScript file and in a Svelte component, in a small project with the
// settings of this one, and expects the type check to name both: proof that a green check means
// something.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { root } from './paths.mjs';

const folder = `${root}/.cache/type-canary`;
const planted = {
  'planted.ts': "export const count: number = 'not a number';\n",
  'unchecked.ts': 'const none: number[] = [];\nexport const first: number = none[0];\n',
  'Planted.svelte':
    '<script lang="ts">\n  const count: number = "not a number";\n</script>\n\n{count}\n',
};

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const settings = { extends: '../../tsconfig.json', include: ['.'], exclude: [] };
writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(settings));
for (const [name, text] of Object.entries(planted)) writeFileSync(`${folder}/${name}`, text);
const { status, stdout } = spawnSync(
  'npx',
  ['--no-install', 'svelte-check', '--workspace', folder, '--output', 'machine'],
  { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' },
);
const missed = Object.keys(planted).filter(
  (name) => !stdout.split('\n').some((line) => line.includes('ERROR') && line.includes(name)),
);
if (status === 0 || missed.length > 0) {
  console.error(`The type check did not catch a planted error (${missed.join(', ')}).`);
  process.exitCode = 1;
} else {
  console.log('The type check catches a planted error in TypeScript and in Svelte.');
}
