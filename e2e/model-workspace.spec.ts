/** A map made with a model of the hub, carried to a browser that does not have the model. */
import { agree, ask, expectMapOf, id, open, picker, test } from './support/models';
import { expect, finished, slow, status } from './support/papergrove';
import { manage, measured, openWorkspace, saveWorkspace } from './support/workspaces';

test(
  'opens without the model, computes nothing, and says what more papers need',
  slow,
  async ({ page, hub, browser }, info) => {
    await open(page, hub);
    await ask(page);
    await agree(page);
    await expectMapOf(page, `${id}@`);
    await manage(page);
    const file = await saveWorkspace(page, 'Unsupervised pretraining');
    const asked = hub.requests.length;

    const { baseURL, viewport } = info.project.use;
    const elsewhere = await browser.newContext({ baseURL, viewport, serviceWorkers: 'block' });
    const other = await elsewhere.newPage();
    await other.goto(`./?hub=${hub.host}#encoder=lexicon`);
    await finished(other);
    const before = (await measured(other)).length;
    await openWorkspace(other, 'mine.papergrove', file);
    await expect(other.getByText('70 papers opened from')).toBeVisible();
    await finished(other);
    await expect(picker(other)).toHaveCount(0);
    expect((await measured(other)).slice(before)).not.toContain('papergrove:embed');
    const said = status(other).filter({ hasText: 'kept on this device' });
    await expect(said).toContainText(`more papers need ${id}`);

    // It is the same after a reload: the map is made of what came along.
    await other.reload();
    await finished(other);
    await expect(said).toContainText(`more papers need ${id}`);
    expect(hub.requests, 'nothing was asked of the hub').toHaveLength(asked);
    await elsewhere.close();
  },
);
