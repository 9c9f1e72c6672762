/** A map as one HTML file: page, workers and data inside, for opening without a host. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lexiconPath } from '../../src/embedding/lexicon-file';
import { typeOfFiles } from '../../src/foundation/one-file';
import { failure, success, type Result } from '../../src/foundation/result';
import { thesaurusPath } from '../../src/search/thesaurus';
import { manifestName } from '../../src/site/manifest';
import type { SiteFile } from '../../src/site/pack-queue';
import type { SiteContent } from '../../src/site/site-content';
import { singlePolicy } from '../policy.mjs';
import { pageOf, replaced } from './page';

/** Papers of one file: it is read whole before anything of it is shown. */
export const mostInOneFile = 20_000;
/** Where the data lies, as if it lay beside the page. */
const dataFolder = 'map';
/** By this a file is known to be a map that was written before. */
const mark = '<meta name="papergrove:site"';
/** Bytes of a file in which the mark stands. */
const headBytes = 20_000;

/** @returns `too-many-papers` with the way out where one file would hold more than it should */
export function fitsOneFile(papers: number): Result<null> {
  if (papers <= mostInOneFile) return success(null);
  return failure({
    code: 'too-many-papers',
    message: `These are ${papers} papers; a map that is one file holds at most ${mostInOneFile}, since a browser reads all of it before it shows anything.`,
    remedy:
      'Leave --single out and name a folder behind --out: a site in a folder is read by need. Or name fewer papers.',
  });
}

/** @returns `file-in-use` where something else than an earlier map would be written over */
export function mayWriteFile(path: string): Result<null> {
  if (!existsSync(path)) return success(null);
  const isMap =
    statSync(path).isFile() &&
    readFileSync(path).subarray(0, headBytes).toString('latin1').includes(mark);
  if (isMap) return success(null);
  return failure({
    code: 'file-in-use',
    message: `${path} is there and is no map written before.`,
    remedy: 'Name a file behind --out that is not there yet, as in map.html.',
  });
}

/**
 * Writes the file; one that was there stays whole until the new one is.
 *
 * @param page folder of the built page
 * @param data what `writeSite` gives
 * @returns its bytes
 */
export async function writeSingle(
  path: string,
  page: string,
  content: SiteContent,
  data: AsyncIterable<SiteFile>,
): Promise<number> {
  const html = await singleHtml(page, content, data);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.part`, html);
  renameSync(`${path}.part`, path);
  return Buffer.byteLength(html);
}

/** @throws when the built page is not as this expects */
async function singleHtml(
  page: string,
  content: SiteContent,
  data: AsyncIterable<SiteFile>,
): Promise<string> {
  const read = (name: string): string => readFileSync(join(page, name), 'utf8');
  const script = inScript(read('single/page.js'));
  const style = inStyle(read('single/page.css'));
  const icon = Buffer.from(read('icon.svg')).toString('base64');
  const policy = singlePolicy(hashSource(script), hashSource(style));
  const files: SiteFile[] = [];
  for await (const file of data) files.push({ ...file, path: `${dataFolder}/${file.path}` });
  for (const path of [lexiconPath, thesaurusPath])
    files.push({ path, data: readFileSync(join(page, path)) });
  const shell = pageOf(read('index.html'), content, {
    manifest: `${dataFolder}/${manifestName}`,
    logo: null,
    address: null,
    hasModels: false,
    hasPages: false,
  });
  return replaced(shell, [
    [
      /<meta http-equiv="Content-Security-Policy" content="[^"]*">/u,
      () => `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    ],
    [/<script type="module"[^>]*><\/script>/u, () => ''],
    [/(?:<link rel="modulepreload"[^>]*>\s*)+/u, () => ''],
    [/<link rel="stylesheet"[^>]*>/u, () => `<style>${style}</style>`],
    [/<link rel="manifest"[^>]*>\s*/u, () => ''],
    [
      /(<link rel="icon" href=")[^"]*/u,
      () => `<link rel="icon" href="data:image/svg+xml;base64,${icon}`,
    ],
    [/<div class="stuck">[^]*?<\/ul>\s*<\/div>/u, () => stuck],
    [
      /<\/body>/u,
      () =>
        [
          ...files.map(
            ({ path, data }) =>
              `<script type="${typeOfFiles}" data-path="${path}">${Buffer.from(data).toString('base64')}</script>`,
          ),
          `<script type="module">${script}</script>`,
          '</body>',
        ].join('\n'),
    ],
  ]);
}

const stuck = `<div class="stuck">
          <p>
            Nothing happens? The browser may be older than 2024, or the file may have been cut short
            when it was copied: copy it again.
          </p>
        </div>`;

/** What the parser of HTML would read in a script as more than text, written otherwise. */
function inScript(code: string): string {
  const safe = code.replaceAll(/<(?=!--|\/?script)/giu, String.raw`\x3C`);
  return sameWhenRead(safe);
}

function inStyle(css: string): string {
  if (/<\/style/iu.test(css)) throw new Error('The style sheet would end too early.');
  return sameWhenRead(css);
}

/** A browser hashes what it has read: nothing may change on the way. */
function sameWhenRead(text: string): string {
  if (text.includes('\r') || text.includes('\0'))
    throw new Error('The built page holds signs that HTML changes.');
  return text;
}

/** A source of a Content Security Policy that allows one text. */
function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
