/** The page as an installed application: what makes it one, and files that it is opened with. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, finished, test } from './support/papergrove';

test('the browser finds nothing that keeps the page from being installed', async ({ map }) => {
  const session = await map.context().newCDPSession(map);
  const { errors, url } = await session.send('Page.getAppManifest');
  expect(url).toMatch(/\/manifest\.webmanifest$/u);
  expect(errors).toEqual([]);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // The shared browser of the tests is an incognito one, which installs nothing.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
});

test('files that the page is opened with get their report', async ({ map }) => {
  const content = await readFile(join(import.meta.dirname, 'fixtures', 'review.bib'), 'utf8');
  // No test can start the page from a file manager: its queue is put in the place of the browser's.
  await map.addInitScript((text) => {
    const file = new File([text], 'review.bib');
    const launchQueue = {
      setConsumer: (consumer: (params: object) => void) =>
        setTimeout(() => consumer({ files: [{ getFile: () => Promise.resolve(file) }] })),
    };
    Object.defineProperty(window, 'launchQueue', { value: launchQueue });
  }, content);
  await map.reload();
  await finished(map);
  await expect(map.getByRole('dialog', { name: 'Import report' })).toContainText(
    '6 papers from review',
  );
});
