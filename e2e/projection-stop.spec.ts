/** Stopping a layout while it forms. Made-up papers, enough of them that there is time to. */
import { expect, patience, show, slow, test } from './support/papergrove';
import { projection, savedSvg, view } from './support/projection';

const count = 6000;
const words = Array.from({ length: 400 }, (_, at) => `term${at}x`);

/** Papers that share words with those near them in the file. */
function madeUpPapers(): string {
  const papers = Array.from({ length: count }, (_, at) => {
    const theme = at % 40;
    const drawn = Array.from(
      { length: 24 },
      (_, step) => words[(theme * 10 + ((at * 7 + step * step * 13) % 14)) % words.length],
    );
    return { id: `p${at}`, title: `Paper ${at} on ${drawn[0]}`, abstract: `${drawn.join(' ')}.` };
  });
  return papers.map((paper) => JSON.stringify(paper)).join('\n');
}

/** The points of a saved picture. */
const pointsOf = (svg: string) => svg.match(/<path d="[^"]*h0"/gu)?.join('\n');

test(
  'a layout stopped while it forms is kept over a reload and goes on when asked',
  slow,
  async ({ map }) => {
    test.slow();
    await show(map, 'Projection');
    await map
      .locator('input[type=file]')
      .first()
      .setInputFiles({
        name: 'made-up.jsonl',
        mimeType: 'application/jsonl',
        buffer: Buffer.from(madeUpPapers()),
      });
    const report = map.getByRole('dialog', { name: 'Import report' });
    await report.getByRole('button', { name: 'Make the map' }).click(patience);
    await view(map).getByRole('button', { name: 'Stop here' }).click(patience);

    const stopped = view(map).getByText(/^Stopped at \d+ ?%$/u);
    await expect(stopped).toBeVisible(patience);
    await expect(map.getByRole('main')).toHaveAttribute('aria-busy', 'false', patience);
    await expect(view(map)).toContainText('trustworthiness', patience);
    const share = (await stopped.textContent()) ?? '';
    const kept = pointsOf(await savedSvg(map));

    await map.reload();
    await expect(projection(map)).toBeVisible(patience);
    await expect(stopped).toHaveText(share, patience);
    await expect(view(map)).toContainText('trustworthiness', patience);
    expect(pointsOf(await savedSvg(map))).toBe(kept);

    await view(map).getByRole('button', { name: 'Continue' }).click();
    await expect(stopped).toHaveCount(0);
    await expect(map.getByRole('main')).toHaveAttribute('aria-busy', 'false', patience);
    await expect(view(map)).toContainText('trustworthiness', patience);
    await expect(stopped).toHaveCount(0);
    const whole = pointsOf(await savedSvg(map));
    expect(whole).not.toBe(kept);
    await map.reload();
    await expect(view(map)).toContainText('trustworthiness', patience);
    await expect(stopped).toHaveCount(0);
    expect(pointsOf(await savedSvg(map))).toBe(whole);
  },
);
