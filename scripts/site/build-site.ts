/** Builds a site: reads, makes the map, writes page and data. */
import { basename, extname, join } from 'node:path';
import { readFileSync } from 'node:fs';
import { defaultSettings } from '../../src/engine/map';
import { createPacer } from '../../src/foundation/pacer';
import { failure, success, type Result } from '../../src/foundation/result';
import { manifestName } from '../../src/site/manifest';
import { lossOf, writeSite } from '../../src/site/write-site';
import { NodeEngine, readPapers } from './make-content';
import type { SiteOptions } from './options';
import { withSiteFiles } from './offline-list';
import { pageOf } from './page';
import { plainPages } from './plain-pages';
import { ProgressBar } from './progress-bar';
import { filesBelow, SiteFolder } from './write-folder';

/** Where the data of the map lies in a site. */
const dataFolder = 'map';
const serviceWorker = 'service-worker.js';
/** Files of the page that a site has no use for, or makes anew. */
const leftOut =
  /^(?:corpora\/|index\.html$|service-worker\.js$|_headers$|models\/|papergrove\.config\.schema\.json$)/u;

/**
 * @param page folder of the built page
 * @returns what was built, in words; or why it could not be
 */
export async function buildSite(
  options: SiteOptions,
  page: string,
  signal: AbortSignal,
): Promise<Result<string>> {
  const folder = new SiteFolder(options.out);
  if (folder.isStrangers)
    return failure({
      code: 'folder-in-use',
      message: `${options.out} holds files that are not of a site built before.`,
      remedy: 'Name an empty folder, or one that is not there yet.',
    });
  const bar = new ProgressBar();
  try {
    const read = await readPapers(options.files, { signal, onProgress: bar.tell });
    if (!read.ok) return read;
    const { corpus, vectors, report } = read.value;
    const title = options.title ?? corpus.name;
    const content = await new NodeEngine(page, options.cache).content(
      vectors ? { ...corpus, vectors } : corpus,
      defaultSettings,
      {
        title,
        subtitle: options.subtitle ?? '',
        description: options.description ?? '',
        language: options.language ?? 'en',
        view: {
          ...(options.colour === undefined ? {} : { colour: options.colour }),
          ...(options.cut === undefined ? {} : { cut: options.cut }),
        },
      },
      { columns: options.columns ?? [], withVectors: options.vectors ?? true },
      { signal, onProgress: bar.tell },
    );
    if (!content.ok) return content;
    bar.tell('write', 0, content.value.papers.length, 'papers');
    // Nothing hears Ctrl+C between two turns of the event loop.
    const pace = createPacer(signal);
    for (const path of filesBelow(page)) {
      if (!leftOut.test(path)) folder.copy(join(page, path), path);
      await pace();
    }
    const logo = options.logo === undefined ? null : `logo${extname(options.logo)}`;
    if (logo !== null && options.logo !== undefined) folder.copy(options.logo, logo);
    // Other pages may show the map inside themselves; hosts that read this file would refuse it.
    const headers = readFileSync(join(page, '_headers'), 'utf8');
    folder.write('_headers', headers.replaceAll(/; frame-ancestors [^;\n]*/gu, ''));
    const sizes = new Map<string, number>();
    for (const { path, data } of writeSite(content.value)) {
      folder.write(`${dataFolder}/${path}`, data);
      sizes.set(`${dataFolder}/${path}`, data.length);
      await pace();
    }
    for (const { path, data } of plainPages(content.value, addressOf(options))) {
      folder.write(path, data);
      await pace();
    }
    folder.write(
      'index.html',
      pageOf(readFileSync(join(page, 'index.html'), 'utf8'), content.value, {
        manifest: `${dataFolder}/${manifestName}`,
        logo,
        address: addressOf(options),
      }),
    );
    folder.write(
      serviceWorker,
      withSiteFiles(
        readFileSync(join(page, serviceWorker), 'utf8'),
        folder,
        sizes,
        `${dataFolder}/${manifestName}`,
      ),
    );
    folder.finish();
    const { position, height, cosine } = lossOf(content.value);
    const unread = report.files.filter(({ failure: reason }) => reason !== null);
    return success(
      [
        `${content.value.papers.length} papers of ${options.files.map((path) => basename(path)).join(', ')} are in ${options.out}: ${(folder.bytes / 1e6).toFixed(1)} MB, the map’s data ${(sum(sizes) / 1e6).toFixed(2)} MB.`,
        ...unread.map(({ failure: reason }) => `${reason?.message} ${reason?.remedy}`),
        `Rounded for the way: positions by ${position.toExponential(1)}, heights by ${(100 * height).toPrecision(2)} %, vectors to a cosine of at least ${cosine.toFixed(5)}.`,
        'Upload the folder to any host of static files, or look at it by python3 -m http.server.',
      ].join('\n'),
    );
  } finally {
    bar.end();
  }
}

/** Where the site will be, as a folder. */
function addressOf({ address }: SiteOptions): string | null {
  return address === undefined ? null : address.replace(/\/?$/u, '/');
}

function sum(sizes: ReadonlyMap<string, number>): number {
  return [...sizes.values()].reduce((total, size) => total + size, 0);
}
