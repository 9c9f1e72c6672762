/** Builds a site: reads, makes the map, writes page and data. */
import { basename, extname, join } from 'node:path';
import { readFileSync } from 'node:fs';
import { defaultSettings } from '../../src/engine/map';
import { createPacer } from '../../src/foundation/pacer';
import { failure, success, type Result } from '../../src/foundation/result';
import { manifestName } from '../../src/site/manifest';
import type { SiteFile } from '../../src/site/pack-queue';
import type { SiteContent } from '../../src/site/site-content';
import { lossOf, writeSite } from '../../src/site/write-site';
import { NodeEngine, readPapers } from './make-content';
import type { SiteOptions } from './options';
import { withSiteFiles } from './offline-list';
import { pageOf } from './page';
import { plainPages } from './plain-pages';
import { ProgressBar } from './progress-bar';
import { sideOf } from './side';
import { fitsOneFile, mayWriteFile, writeSingle } from './single-file';
import { filesBelow, SiteFolder } from './write-folder';

/** Where the data of the map lies in a site. */
const dataFolder = 'map';
const serviceWorker = 'service-worker.js';
/** Files of the page that a site has no use for, or makes anew. */
const leftOut =
  /^(?:corpora\/|index\.html$|service-worker\.js$|_headers$|models\/|single\/|thread\/|papergrove\.config\.schema\.json$)/u;
/** What runs models, 41 MB: looking at a map and searching it need none. */
const runtime = /^assets\/ort-wasm-/u;

/**
 * @param page folder of the built page
 * @returns what was built, in words; or why it could not be
 */
export async function buildSite(
  options: SiteOptions,
  page: string,
  signal: AbortSignal,
): Promise<Result<string>> {
  const isSingle = options.single === true;
  const free = isSingle ? mayWriteFile(options.out) : mayWriteFolder(options.out);
  if (!free.ok) return free;
  const bar = new ProgressBar();
  const side = sideOf(page);
  try {
    const read = await readPapers(options.files, { signal, onProgress: bar.tell });
    if (!read.ok) return read;
    const { corpus, vectors, report } = read.value;
    const fits = isSingle ? fitsOneFile(corpus.papers.length) : success(null);
    if (!fits.ok) return fits;
    const title = options.title ?? corpus.name;
    const made = await new NodeEngine(page, options.cache, side).content(
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
    if (!made.ok) return made;
    const { content } = made.value;
    bar.tell('write', 0, content.papers.length, 'papers');
    const unread = report.files.flatMap(({ failure: reason }) => reason ?? []);
    const data = writeSite(content, { papers: await made.value.papers, pack: side.pack });
    const written = isSingle
      ? await writtenInOne(options.out, page, content, data)
      : await writeFolder(options, page, content, data, signal);
    const { position, height, cosine } = lossOf(content);
    return success(
      [
        `${content.papers.length} papers of ${options.files.map((path) => basename(path)).join(', ')} are in ${options.out}: ${written.sizes}.`,
        ...unread.map(({ message, remedy }) => `${message} ${remedy}`),
        `Rounded for the way: positions by ${position.toExponential(1)}, heights by ${(100 * height).toPrecision(2)} %, vectors to a cosine of at least ${cosine.toFixed(5)}.`,
        written.next,
      ].join('\n'),
    );
  } finally {
    side.end();
    bar.end();
  }
}

/** What was written, in words, and what its maker can do with it. */
interface Written {
  readonly sizes: string;
  readonly next: string;
}

function mayWriteFolder(out: string): Result<null> {
  if (!new SiteFolder(out).isStrangers) return success(null);
  return failure({
    code: 'folder-in-use',
    message: `${out} holds files that are not of a site built before.`,
    remedy: 'Name an empty folder, or one that is not there yet.',
  });
}

async function writtenInOne(
  out: string,
  page: string,
  content: SiteContent,
  data: AsyncIterable<SiteFile>,
): Promise<Written> {
  const bytes = await writeSingle(out, page, content, data);
  return { sizes: `${(bytes / 1e6).toFixed(1)} MB`, next: 'Open it in a browser, from any disk.' };
}

async function writeFolder(
  options: SiteOptions,
  page: string,
  content: SiteContent,
  files: AsyncIterable<SiteFile>,
  signal: AbortSignal,
): Promise<Written> {
  const folder = new SiteFolder(options.out);
  // Nothing hears Ctrl+C between two turns of the event loop.
  const pace = createPacer(signal);
  for (const path of filesBelow(page)) {
    if (leftOut.test(path) || (options.models !== true && runtime.test(path))) continue;
    folder.copy(join(page, path), path);
    await pace();
  }
  const logo = options.logo === undefined ? null : `logo${extname(options.logo)}`;
  if (logo !== null && options.logo !== undefined) folder.copy(options.logo, logo);
  // Other pages may show the map inside themselves; hosts that read this file would refuse it.
  const headers = readFileSync(join(page, '_headers'), 'utf8');
  folder.write('_headers', headers.replaceAll(/; frame-ancestors [^;\n]*/gu, ''));
  const sizes = new Map<string, number>();
  for await (const { path, data } of files) {
    folder.write(`${dataFolder}/${path}`, data);
    sizes.set(`${dataFolder}/${path}`, data.length);
    await pace();
  }
  for (const { path, data } of plainPages(content, addressOf(options))) {
    folder.write(path, data);
    await pace();
  }
  folder.write(
    'index.html',
    pageOf(readFileSync(join(page, 'index.html'), 'utf8'), content, {
      manifest: `${dataFolder}/${manifestName}`,
      logo,
      address: addressOf(options),
      hasModels: options.models === true,
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
  return {
    sizes: `${(folder.bytes / 1e6).toFixed(1)} MB, the map’s data ${(sum(sizes) / 1e6).toFixed(2)} MB`,
    next: 'Upload the folder to any host of static files, or look at it by python3 -m http.server.',
  };
}

/** Where the site will be, as a folder. */
function addressOf({ address }: SiteOptions): string | null {
  return address === undefined ? null : address.replace(/\/?$/u, '/');
}

function sum(sizes: ReadonlyMap<string, number>): number {
  return [...sizes.values()].reduce((total, size) => total + size, 0);
}
