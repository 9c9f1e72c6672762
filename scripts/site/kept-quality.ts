/** How far to trust a layout, kept beside what else was computed: measuring 6,000 papers takes seconds. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { LayoutQuality } from '../../src/projection/quality';
import { indexSchema } from '../../src/site/manifest';

/** To be raised when a layout would be measured otherwise. */
const procedure = 1;

/**
 * @param cache folder of what was computed before
 * @param key of the layout
 * @param measure called where nothing is kept, or nothing that can be read
 */
export async function keptQuality(
  cache: string,
  key: string,
  measure: () => Promise<LayoutQuality>,
): Promise<LayoutQuality> {
  const folder = join(cache, 'quality');
  const path = join(folder, `${key}-${procedure}.json`);
  try {
    return v.parse(indexSchema.entries.quality, JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    const quality = await measure();
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${path}.part`, JSON.stringify(quality));
    renameSync(`${path}.part`, path);
    return quality;
  }
}
