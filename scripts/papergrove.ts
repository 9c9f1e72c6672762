#!/usr/bin/env node
/** The command of the package, `papergrove site FILE… --out DIR`; `build-command.mjs` makes one file of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { siteCommand } from './site/command';

const usage = `Usage: papergrove COMMAND

  site FILE… --out DIR   turns files of papers into a folder that any host of static files serves
  --version              of this package

“papergrove site --help” has the options.
`;

process.exit(await run(process.argv.slice(2)));

async function run([command, ...args]: readonly string[]): Promise<number> {
  switch (command) {
    case 'site':
      return siteCommand({ args, called: 'papergrove site', page: join(root, 'dist') });
    case '--version': {
      const { version }: { version: string } = JSON.parse(
        readFileSync(join(root, 'package.json'), 'utf8'),
      );
      console.log(version);
      return 0;
    }
    case '--help':
      console.log(usage);
      return 0;
    default:
      console.error(
        command === undefined ? usage : `There is no command “${command}”.\n\n${usage}`,
      );
      return 1;
  }
}
