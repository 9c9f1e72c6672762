/** What a site is asked to be: from the command line, and from `papergrove.config.json` below it. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { failure, messageOf, success, type Result } from '../../src/foundation/result';

export const configName = 'papergrove.config.json';

const line = v.pipe(v.string(), v.maxLength(1000));

/** What the file may say; `public/papergrove.config.schema.json` says the same to editors. */
export const configSchema = v.strictObject({
  $schema: v.optional(v.string()),
  title: v.optional(line),
  subtitle: v.optional(line),
  description: v.optional(v.pipe(v.string(), v.maxLength(10_000))),
  language: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z]{2,8}(?:-[A-Za-z\d]{1,8})*$/u))),
  colour: v.optional(line),
  cut: v.optional(v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(1000))),
  columns: v.optional(v.array(line)),
  logo: v.optional(line),
  address: v.optional(v.pipe(v.string(), v.regex(/^https?:\/\/\S+$/u))),
  vectors: v.optional(v.boolean()),
  models: v.optional(v.boolean()),
  single: v.optional(v.boolean()),
});
export type SiteConfig = v.InferOutput<typeof configSchema>;

export interface SiteOptions extends Omit<SiteConfig, '$schema'> {
  /** Absolute paths of the files of papers. */
  readonly files: readonly string[];
  /** Absolute path of the folder to write; of the file where the map is to be one. */
  readonly out: string;
  /** Absolute path of the folder of what was computed before. */
  readonly cache: string;
}

/** @param called how the command was called, as in `npm run site --` */
export function usageOf(called: string): string {
  return `Usage: ${called} FILE… --out DIR [options]

  --out DIR            folder of the site, made where it is missing
  --title TEXT         what the map is called; the first file's name unless said
  --subtitle TEXT      a line below it
  --description TEXT   for search engines and link previews
  --language TAG       of the papers, as in “en” or “de-CH”
  --colour WHAT        topic, topic-safe, depth, year, venue, categories, or extra:COLUMN
  --cut NUMBER         topics that each level is cut into; as many as fit unless said
  --columns A,B        further columns of the files that are published
  --logo FILE          a picture (PNG, JPEG, WebP or SVG) for link previews
  --address URL        where the site will be, for link previews and citation managers
  --no-vectors         leaves out the vectors; searches by meaning then compute them anew
  --single             one HTML file for opening without a host, at most 20,000 papers: --out names it
  --models             with what runs models of one's own choice in the page: 41 MB more
  --config FILE        ${configName} of this folder unless said
  --cache DIR          what was computed before; .papergrove-cache beside the site unless said
`;
}

/** Whether how to use the command is asked for. */
export function isForHelp(args: readonly string[]): boolean {
  const options = args.slice(0, args.includes('--') ? args.indexOf('--') : undefined);
  return options.includes('--help') || options.includes('-h');
}

/** @returns the options; or `usage` or `config-wrong` with the way out */
export function readOptions(
  args: readonly string[],
  { cwd = process.cwd(), called = 'npm run site --' } = {},
): Result<SiteOptions> {
  const wrongUse = (message: string): Result<never> =>
    failure({ code: 'usage', message, remedy: usageOf(called) });
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      allowNegative: true,
      options: {
        out: { type: 'string' },
        title: { type: 'string' },
        subtitle: { type: 'string' },
        description: { type: 'string' },
        language: { type: 'string' },
        colour: { type: 'string' },
        cut: { type: 'string' },
        columns: { type: 'string' },
        logo: { type: 'string' },
        address: { type: 'string' },
        vectors: { type: 'boolean' },
        models: { type: 'boolean' },
        single: { type: 'boolean' },
        config: { type: 'string' },
        cache: { type: 'string' },
      },
    });
  } catch (thrown) {
    return wrongUse(messageOf(thrown));
  }
  const { values, positionals } = parsed;
  const { out, config, cache, cut, columns, ...rest } = values;
  if (positionals.length === 0) return wrongUse('No file of papers is named.');
  if (out === undefined) return wrongUse('No folder is named to write the site to.');
  const files = positionals.map((path) => resolve(cwd, path));
  const missing = files.find((path) => !existsSync(path));
  if (missing !== undefined)
    return failure({
      code: 'file-missing',
      message: `${missing} does not exist.`,
      remedy: 'Check its path; names with spaces need quotation marks.',
    });
  const said = {
    ...rest,
    ...(cut === undefined ? {} : { cut: Number(cut) }),
    ...(columns === undefined ? {} : { columns: columns.split(',').map((name) => name.trim()) }),
  };
  const fromFile = readConfig(resolve(cwd, config ?? configName), config !== undefined);
  if (!fromFile.ok) return fromFile;
  const checked = checkedConfig({ ...fromFile.value, ...said }, 'The command');
  if (!checked.ok) return checked;
  const { logo, ...others } = checked.value;
  if (others.single === true && !/\.html?$/iu.test(out))
    return wrongUse(`With --single, --out names a file that ends in .html, which ${out} does not.`);
  if (logo !== undefined && !existsSync(resolve(cwd, logo)))
    return failure({
      code: 'file-missing',
      message: `The logo ${resolve(cwd, logo)} does not exist.`,
      remedy: 'Check its path, or leave --logo out.',
    });
  const folder = resolve(cwd, out);
  return success({
    ...others,
    ...(logo === undefined ? {} : { logo: resolve(cwd, logo) }),
    files,
    out: folder,
    cache: resolve(cwd, cache ?? `${folder}/../.papergrove-cache`),
  });
}

function readConfig(path: string, isNamed: boolean): Result<SiteConfig> {
  if (!existsSync(path)) {
    if (!isNamed) return success({});
    return failure({
      code: 'file-missing',
      message: `${path} does not exist.`,
      remedy: 'Check the path behind --config, or leave it out.',
    });
  }
  try {
    const checked = checkedConfig(JSON.parse(readFileSync(path, 'utf8')), path);
    const logo = checked.ok ? checked.value.logo : undefined;
    if (!checked.ok || logo === undefined) return checked;
    return success({ ...checked.value, logo: resolve(dirname(path), logo) });
  } catch (thrown) {
    return failure({
      code: 'config-wrong',
      message: `${path} is not JSON: ${messageOf(thrown)}.`,
      remedy: 'Correct it; editors that read its “$schema” show where.',
    });
  }
}

function checkedConfig(value: unknown, where: string): Result<SiteConfig> {
  const parsed = v.safeParse(configSchema, value);
  if (parsed.success) return success(parsed.output);
  const [issue] = parsed.issues;
  return failure({
    code: 'config-wrong',
    message: `${where} is wrong at “${v.getDotPath(issue) ?? ''}”: ${issue.message}.`,
    remedy: `Allowed are: ${Object.keys(configSchema.entries).join(', ')}.`,
  });
}
