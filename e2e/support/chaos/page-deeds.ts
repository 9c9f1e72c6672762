/** What a person does with the page, and what the chaos suite reads from it. */
import type { Page } from '@playwright/test';
import { madeUpBibtex } from '../made-up-papers';

/** A name for a file and what is in it. */
export interface GivenFile {
  readonly name: string;
  readonly text: string;
}

const papers = madeUpBibtex(240).split('\n\n');
/** Of the corpus that is kept before anything happens, of one that is opened, and of one that is added. */
export const files = {
  kept: { name: 'kept.bib', text: papers.slice(0, 90).join('\n\n') },
  opened: { name: 'opened.bib', text: papers.slice(90, 210).join('\n\n') },
  added: { name: 'added.bib', text: papers.slice(210).join('\n\n') },
} satisfies Record<string, GivenFile>;

interface Watched {
  /** Every worker the page has started. */
  readonly workers: Worker[];
  /** The workspace saved last. */
  saved: Blob | null;
  /** Stages whose end the page was told. */
  readonly stages: { readonly name: string; readonly milliseconds: number }[];
  told: () => void;
}

declare global {
  interface Window {
    watched: Watched;
  }
}

/** Before the page's own scripts: lets its workers, stages and saved files be seen from outside. */
export async function watchPage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if (self !== top) return;
    localStorage.setItem('papergrove:display', JSON.stringify({ tourSeen: true }));
    const watched: Watched = { workers: [], saved: null, stages: [], told: () => undefined };
    window.watched = watched;
    window.Worker = class extends Worker {
      constructor(script: string | URL, given?: WorkerOptions) {
        super(script, given);
        watched.workers.push(this);
      }
    };
    const { createObjectURL } = URL;
    URL.createObjectURL = (object) => {
      if (object instanceof Blob && object.type === 'application/octet-stream')
        watched.saved = object;
      return createObjectURL.call(URL, object);
    };
    const { measure } = performance;
    performance.measure = (name: string, how?: string | PerformanceMeasureOptions) => {
      const entry =
        typeof how === 'object'
          ? measure.call(performance, name, how)
          : measure.call(performance, name, how);
      watched.stages.push({ name, milliseconds: entry.duration });
      watched.told();
      return entry;
    };
  });
}

/** Resolves when the page has been told the end of a stage. */
export async function stageEnd(page: Page, stage: string): Promise<void> {
  await page.evaluate(
    (wanted) =>
      new Promise<void>((ended) => {
        const { watched } = window;
        const look = (): void => {
          if (watched.stages.some(({ name }) => name === `papergrove:${wanted}`)) ended();
        };
        watched.told = look;
        look();
      }),
    stage,
  );
}

/** Waits until nothing is computed any more and a map of so many papers is there. */
export async function finishedMap(page: Page, count: number): Promise<void> {
  await page.waitForFunction((wanted) => {
    const root = document.querySelector('[role=tree][aria-label=Topics] [role=treeitem]');
    const name = root?.getAttribute('aria-label') ?? root?.textContent ?? '';
    return (
      name.includes(`, ${wanted} papers`) &&
      document.querySelector('main')?.getAttribute('aria-busy') === 'false'
    );
  }, count);
}

/** Hands a file to the page and waits for its report. */
export async function readFile(page: Page, { name, text }: GivenFile): Promise<void> {
  await page
    .getByLabel('Files of papers', { exact: true })
    .setInputFiles({ name, mimeType: 'application/x-bibtex', buffer: Buffer.from(text) });
  await page.getByRole('button', { name: 'Make the map' }).waitFor();
}

/** Agrees to the report with a map of its own, or with adding to what is open. */
export async function accept(page: Page, how: 'Make the map' | 'Add to this map'): Promise<void> {
  await page.getByRole('button', { name: how }).click();
}

/** The bytes of the workspace of the open corpus. */
export async function savedWorkspace(page: Page): Promise<Blob> {
  await page.evaluate(() => (window.watched.saved = null));
  await page.getByRole('button', { name: 'Share and save' }).click();
  await page.getByRole('button', { name: /orkspace.*: this view, papers and marks$/ }).click();
  await page.waitForFunction(() => window.watched.saved !== null);
  const text = await page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const reader = new FileReader();
        reader.onload = () => resolve(String(reader.result));
        reader.onerror = reject;
        if (window.watched.saved) reader.readAsDataURL(window.watched.saved);
      }),
  );
  await page.keyboard.press('Escape');
  return new Blob([Buffer.from(text.slice(text.indexOf(',') + 1), 'base64')]);
}
