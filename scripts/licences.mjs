// Which packages a build consists of, its workers included, with their licences: `licences.md` beside
// the page. Vite's own list (`build.license`) leaves out what only workers hold.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a module's path says of its package: the last folder `node_modules` counts. */
const packageFolder = /^.*[/\\]node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\]+/u;

/** @returns {{ collect: import('vite').Plugin, write: import('vite').Plugin }} `collect` is for workers */
export function licences() {
  const folders = new Set();
  const gather = (bundle) => {
    for (const part of Object.values(bundle)) {
      for (const id of 'moduleIds' in part ? part.moduleIds : []) {
        const [folder] = packageFolder.exec(id.replaceAll('\0', '').split('?')[0]) ?? [];
        if (folder !== undefined) folders.add(folder);
      }
    }
  };
  return {
    collect: {
      name: 'papergrove:licences-of-workers',
      apply: 'build',
      generateBundle: (_, bundle) => gather(bundle),
    },
    write: {
      name: 'papergrove:licences',
      apply: 'build',
      generateBundle(_, bundle) {
        gather(bundle);
        this.emitFile({ type: 'asset', fileName: 'licences.md', source: listed([...folders]) });
      },
    },
  };
}

function listed(folders) {
  const packages = folders
    .map((folder) => ({
      folder,
      ...JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
    }))
    .filter(({ name }) => name !== undefined)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const texts = packages.map(
    ({ folder, name, version, license }) =>
      `## ${name} ${version} (${license})\n\n${textIn(folder) ?? 'Its package holds no text of the licence.'}\n`,
  );
  return `# Licences of the libraries built in\n\n${texts.join('\n')}`;
}

/** The text of the licence, and the notice that some licences ask to be handed on with it. */
function textIn(folder) {
  const files = readdirSync(folder)
    .filter((file) => /^(?:licen[cs]e|notice|copying)/iu.test(file))
    .sort();
  if (files.length === 0) return null;
  return files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n');
}
