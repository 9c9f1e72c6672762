/**
 * `npm run release-notes -- [VERSION]`: what `CHANGELOG.md` says of a version, as the text of a release;
 * of the version in `package.json` unless one is named. A release without an entry is an error.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { releaseNotes } from './release/notes';

const { version }: { version: string } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);
const wanted = process.argv[2] ?? version;
const notes = releaseNotes(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'), wanted);
if (notes === null) {
  console.error(
    `CHANGELOG.md has nothing under “## [${wanted}]”.\n` +
      'Give the entries of “Unreleased” that heading with the date, then run the command again.',
  );
  process.exit(1);
}
console.log(notes);
