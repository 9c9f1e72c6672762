/** A site of made-up papers, and a host for it that can be told to misbehave. */
import { restoreDendrogram } from '../../clustering/restore-dendrogram';
import { blankPaper, type Paper } from '../../corpus/paper';
import { seededRandom } from '../../foundation/random';
import type { Result } from '../../foundation/result';
import { inLeafOrder, type Numbered } from '../leaf-order';
import type { SiteContent } from '../site-content';
import type { SiteFetch } from '../fetch-file';
import type { SiteFile } from '../pack-queue';
import { writeSite } from '../write-site';

const key = (digit: number): string => String(digit).repeat(28);

/** A tree of random merges; some heights are equal, and as many as asked for are 0. */
export function randomMap(n: number, seed: number, k = Math.min(3, n - 1)): Numbered {
  const random = seededRandom(seed);
  const roots = Array.from({ length: n }, (_, leaf) => leaf);
  const left = new Int32Array(n - 1);
  const right = new Int32Array(n - 1);
  const height = new Float32Array(n - 1);
  let at = 0;
  for (let merge = 0; merge < n - 1; merge++) {
    for (const side of [left, right])
      side[merge] = roots.splice(Math.floor(random() * roots.length), 1)[0] ?? 0;
    at += random() < 0.3 ? 0 : random() ** 4;
    height[merge] = at;
    roots.push(n + merge);
  }
  const tree = restoreDendrogram(n, left, right, height);
  if (tree === null) throw new Error('no tree');
  const { start, size, order } = tree;
  const medoids = Uint32Array.from({ length: 2 * n - 1 }, (_, node) => {
    const place = (start[node] ?? 0) + Math.floor(random() * (size[node] ?? 1));
    return order[place] ?? 0;
  });
  const topics = Array.from({ length: n - 1 }, (_, merge) => ({
    node: n + merge,
    name: `topic ${merge}`,
    terms: [{ term: `term ${merge}`, weight: 0.5 }],
    medoid: medoids[n + merge] ?? 0,
    cohesion: 0.25,
  }));
  return {
    tree,
    summary: { medoids, cohesion: Float32Array.from(medoids, () => random()) },
    topics: new Map(topics.map((topic) => [topic.node, topic])),
    neighbours: {
      n,
      k,
      indices: Uint32Array.from({ length: n * k }, () => Math.floor(random() * n)),
      similarities: Float32Array.from({ length: n * k }, () => random() * 2 - 1),
    },
    positions: Float32Array.from({ length: 2 * n }, () => random() * 2 - 1),
  };
}

export function paperNumbered(i: number): Paper {
  return {
    // Dividing texts that are not of ASCII takes most of the time of their index.
    ...blankPaper(`id-${i}`, i % 10 === 0 ? `Title ${i} “ä” 漢` : `Title ${i}`),
    abstract: `Abstract ${i}. `.repeat(5),
    authors: [`Author ${i}`],
    year: i % 5 === 0 ? null : 2000 + (i % 20),
    venue: i % 3 === 0 ? null : 'A venue',
    categories: ['cs.LG'],
    links: [{ kind: 'doi', url: `https://doi.org/10.1/${i}` }],
    extra: { column: `value ${i}` },
  };
}

export function madeUpSite(
  n: number,
  seed = 1,
  papers: readonly Paper[] = Array.from({ length: n }, (_, i) => paperNumbered(i)),
): SiteContent {
  const { map, from } = inLeafOrder(randomMap(n, seed));
  const random = seededRandom(seed + 1);
  return {
    about: {
      id: 'made-up',
      title: 'Made-up papers',
      subtitle: '',
      description: 'For tests',
      language: 'en',
      view: {},
    },
    papers: Array.from(from, (i) => papers[i] ?? blankPaper(String(i), '')),
    tree: map.tree,
    summary: map.summary,
    topics: map.topics,
    neighbours: map.neighbours,
    layout: { positions: map.positions },
    quality: { k: 0, trustworthiness: 1, continuity: 1, neighboursKept: 1, sampled: n },
    brought: false,
    vectors: [
      { key: key(7), n, d: 4, data: Float32Array.from({ length: 4 * n }, () => random() - 0.5) },
    ],
    keys: {
      tree: key(1),
      summary: key(2),
      neighbours: key(3),
      topics: key(4),
      layout: key(5),
      making: key(6),
    },
    settings: { seed: 42, encoder: 'automatic' },
    making: {
      encoder: 'made-up',
      dimension: 4,
      device: { rung: 'script', threads: 1, reason: '' },
      milliseconds: {},
      version: '0',
      madeAt: '2026-01-01T00:00:00.000Z',
    },
  };
}

/** The address that {@link Host} answers below. */
export const hostAddress = 'https://host.example/maps/';

/** A host of a site's files, in memory. */
export class Host {
  readonly files: Map<string, Uint8Array<ArrayBuffer>>;
  asked: string[] = [];
  /** Answers in the place of the file; undefined to have the file. */
  instead: (path: string, attempt: number) => Response | undefined = () => undefined;

  constructor(files: Iterable<SiteFile>) {
    this.files = new Map([...files].map(({ path, data }) => [path, Uint8Array.from(data)]));
  }

  static async of(content: SiteContent): Promise<Host> {
    const files: SiteFile[] = [];
    for await (const file of writeSite(content)) files.push(file);
    return new Host(files);
  }

  readonly fetch: SiteFetch = (address) => {
    const path = address.slice(hostAddress.length);
    this.asked.push(path);
    const attempt = this.asked.filter((one) => one === path).length;
    const instead = this.instead(path, attempt);
    if (instead) return Promise.resolve(instead);
    const file = this.files.get(path);
    return Promise.resolve(file ? new Response(file) : new Response('', { status: 404 }));
  };
}

/** What was read; fails the test where it could not be. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.message} ${result.error.detail ?? ''}`);
  return result.value;
}
