import { describe, expect, it } from 'vitest';
import { manifestName } from '../../site/manifest';
import { SiteReader } from '../../site/site-reader';
import { Host, hostAddress, madeUpSite, valueOf } from '../../site/testing/made-up-site';
import type { SiteEvent } from '../ports';
import { titlesAreHere } from '../marks/titles-here';
import { PublishedSite } from './published-site';
import { awaitedId } from './site-blocks';

async function opened(n: number) {
  const content = madeUpSite(n);
  const host = await Host.of(content);
  const reader = valueOf(
    await SiteReader.open(hostAddress + manifestName, { fetch: host.fetch, pause: 1 }),
  );
  const events: SiteEvent[] = [];
  const site = new PublishedSite(reader, 'key', (event) => events.push(event));
  return { content, host, site, events };
}

describe('a published map', () => {
  it('is there from two files: its tree, the names of its top, and papers still to come', async () => {
    const { content, host, site } = await opened(3000);
    expect(host.asked).toHaveLength(2);
    expect(site.map.tree).toEqual(content.tree);
    const root = 2 * 3000 - 2;
    expect(site.map.topics.get(root)?.name).toBe(content.topics.get(root)?.name);
    expect(site.corpus.papers).toHaveLength(3000);
    expect(titlesAreHere(site.corpus.papers)).toBe(false);
    expect(new Set(site.corpus.papers.map(({ id }) => id)).size).toBe(3000);
  });

  it('fetches of papers those that are looked at', async () => {
    const { content, host, site } = await opened(3000);
    site.look({ from: 1500, count: 20, papers: [], titled: [] });
    await expect.poll(() => site.corpus.papers[1510]).toEqual(content.papers[1510]);
    expect(site.corpus.papers[100]?.id).toBe(`${awaitedId}100`);
    // Manifest, first file, index, and one block each of titles and details.
    expect(host.asked).toHaveLength(5);
  });

  it('fetches the titles on show, and nothing else of their papers', async () => {
    const { content, host, site } = await opened(5000);
    site.look({ from: 0, count: 5000, papers: [], titled: [10, 20, 2500] });
    site.look({ from: 0, count: 5000, papers: [], titled: [10, 20, 2500] });
    await expect.poll(() => site.corpus.papers[2500]?.title).toBe(content.papers[2500]?.title);
    await expect.poll(() => site.corpus.papers[20]?.title).toBe(content.papers[20]?.title);
    expect(site.corpus.papers[20]?.abstract).toBe('');
    // Manifest, first file, index, and the two blocks that hold these titles.
    expect(host.asked).toHaveLength(5);
  });

  it('of very many papers draws a coarse layout until the reader has zoomed', async () => {
    const { content, host, site } = await opened(10_050);
    const rest = site.fetchTheRest();
    await expect.poll(() => site.map.layoutFinished).toBe(true);
    const coarse = site.map.layout.positions;
    // Manifest, first file, index, coarse layout.
    expect(host.asked).toHaveLength(4);
    expect(valueOf(await site.arrangement())).toMatchObject({ layout: { positions: coarse } });
    expect(host.asked).toHaveLength(4);
    site.look({ from: 0, count: 20, papers: [], titled: [] });
    await rest;
    expect(site.map.layout.positions).not.toBe(coarse);
    const off = site.map.layout.positions.map((value, at) =>
      Math.abs(value - (content.layout.positions[at] ?? 0)),
    );
    expect(off.reduce((most, value) => Math.max(most, value), 0)).toBeLessThan(2e-5);
  });

  it('fetches the names that a zoom shows before the rest', async () => {
    const { content, host, site } = await opened(10_050);
    const rest = site.fetchTheRest();
    await expect.poll(() => site.map.layoutFinished).toBe(true);
    const before = host.asked.length;
    site.look({ from: 0, count: 9000, papers: [], titled: [] });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const named = [...content.topics.values()].find(({ node }) => !site.map.topics.has(node));
    valueOf(await site.topics([named?.node ?? 0]));
    expect(host.asked).toHaveLength(before + 1);
    await rest;
    expect(host.asked.length).toBeGreaterThan(before + 3);
  });

  it('names any topic, and knows what is like a paper', async () => {
    const { content, site } = await opened(3000);
    const small = [...content.topics.values()].at(-1);
    const found = valueOf(await site.topics([small?.node ?? 0]));
    expect(found.get(small?.node ?? 0)?.name).toBe(small?.name);
    const similar = await site.similar(2500, 2);
    const { k, indices } = content.neighbours;
    expect(Array.from(similar?.papers ?? [])).toEqual(
      Array.from(indices.subarray(2500 * k, 2500 * k + 2)),
    );
  });

  it('is fetched whole for the engine', async () => {
    const { content, site } = await opened(600);
    const whole = valueOf(await site.whole(() => undefined));
    expect(whole.corpus.papers).toEqual(content.papers);
    expect(titlesAreHere(site.corpus.papers)).toBe(true);
    expect(whole.map.neighbours.indices).toEqual(content.neighbours.indices);
    expect(whole.map.topics.size).toBe(content.topics.size);
    expect(whole.keys).toEqual(content.keys);
    expect(whole.vectors[0]?.n).toBe(600);
  });

  it('tells what could not be fetched, and fetches it the next time', async () => {
    const { content, host, site, events } = await opened(600);
    host.instead = () => new Response('', { status: 503 });
    expect((await site.titles()).ok).toBe(false);
    expect(events.some(({ kind }) => kind === 'missing')).toBe(true);
    host.instead = () => undefined;
    expect((await site.titles()).ok).toBe(true);
    expect(site.corpus.papers.map(({ title }) => title)).toEqual(
      content.papers.map(({ title }) => title),
    );
  });
});
