// Plants a type error in a TypeScript file and in a Svelte component and expects the type check to
// name both: proof that a green check means something.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { root } from './paths.mjs';

const folder = `${root}/src/type-canary`;
const planted = {
  'planted.ts': "export const count: number = 'not a number';\n",
  'Planted.svelte':
    '<script lang="ts">\n  const count: number = "not a number";\n</script>\n\n{count}\n',
};

mkdirSync(folder, { recursive: true });
try {
  for (const [name, text] of Object.entries(planted)) writeFileSync(`${folder}/${name}`, text);
  const { status, stdout } = spawnSync(
    'npx',
    ['--no-install', 'svelte-check', '--fail-on-warnings', '--output', 'machine'],
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
} finally {
  rmSync(folder, { recursive: true, force: true });
}
