/** What tests of the projection share. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, savedPicture } from './papergrove';

export const projection = (page: Page): Locator =>
  page.getByRole('application', { name: 'Projection' });
export const view = (page: Page): Locator => page.getByRole('region', { name: 'Projection view' });
/** Title of the paper under the pointer or the keyboard's cursor. */
export const tip = (page: Page): Locator => projection(page).getByRole('tooltip');
/** The line above the views that says which papers are on show. */
export const chosen = (page: Page): Locator => page.getByText(/^\d+ papers? chosen$/u);

/** How many papers are said to be chosen. */
export async function countChosen(page: Page): Promise<number> {
  await expect(chosen(page)).toBeVisible();
  return Number.parseInt((await chosen(page).textContent()) ?? '', 10);
}

/** A place on the map: shares of the projection's width and height. */
export type Share = readonly [x: number, y: number];

/** A place on the map in the page's pixels. */
export async function pixelsAt(page: Page, [x, y]: Share): Promise<readonly [number, number]> {
  const box = await projection(page).boundingBox();
  if (!box) throw new Error('the projection has no box');
  return [box.x + x * box.width, box.y + y * box.height];
}

/** Drags along places on the map. */
export async function drag(page: Page, path: readonly Share[]): Promise<void> {
  const [first, ...rest] = await Promise.all(path.map((share) => pixelsAt(page, share)));
  if (!first) return;
  await page.mouse.move(...first);
  await page.mouse.down();
  for (const point of rest) await page.mouse.move(...point, { steps: 5 });
  await page.mouse.up();
}

/** A saved picture of the projection, as SVG text. */
export async function savedSvg(page: Page): Promise<string> {
  return readFile(await (await savedPicture(page, 'projection', 'SVG')).path(), 'utf8');
}

export interface Drawn {
  /** Points as they are, and faint ones. */
  readonly plain: number;
  readonly faint: number;
  /** Papers in a ring, and papers in a square. */
  readonly selected: number;
  readonly hits: number;
  /** Different colours of points. */
  readonly colours: number;
  /** Names of topics and titles written on the map. */
  readonly names: readonly string[];
}

/** What a saved picture shows; each point is a line of no length. */
export function drawnIn(svg: string): Drawn {
  const paths = [
    ...svg.matchAll(/<path d="([^"]*h0)" stroke="([^"]*)".*stroke-opacity="([^"]*)"/gu),
  ];
  const opacities = paths.map(([, , , opacity]) => Number(opacity));
  const full = Math.max(...opacities);
  const pointsOf = (which: (opacity: number) => boolean) =>
    paths
      .filter(([, , , opacity]) => which(Number(opacity)))
      .reduce((sum, [, d = '']) => sum + (d.match(/h0/gu)?.length ?? 0), 0);
  return {
    plain: pointsOf((opacity) => opacity > full / 2),
    faint: pointsOf((opacity) => opacity <= full / 2),
    selected: svg.match(/class="selected"/gu)?.length ?? 0,
    hits: svg.match(/class="hit"/gu)?.length ?? 0,
    colours: new Set(paths.map(([, , colour]) => colour)).size,
    names: [...svg.matchAll(/<text font-size="1[13]"[^>]*>(.*?)<\/text>/gu)].map(([, text = '']) =>
      text.replaceAll(/<[^>]*>/gu, ' ').trim(),
    ),
  };
}
