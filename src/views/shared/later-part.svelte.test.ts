import { describe, expect, it } from 'vitest';
import { LaterPart, loadWhenIdle } from './later-part.svelte';

describe('a part that is loaded later', () => {
  it('is loaded once, however often it is wanted', async () => {
    let loads = 0;
    const part = new LaterPart('The part', () => Promise.resolve(++loads));
    expect(part.state.kind).toBe('away');
    const first = part.want();
    expect(part.state.kind).toBe('coming');
    await Promise.all([first, part.want()]);
    await part.want();
    expect(part.state).toEqual({ kind: 'here', part: 1 });
    expect(await part.get()).toEqual({ ok: true, value: 1 });
  });

  it('is waited for by everyone who wants it while it comes', async () => {
    const part = new LaterPart('The part', () => Promise.resolve('code'));
    void part.want();
    await part.want();
    expect(part.state).toEqual({ kind: 'here', part: 'code' });
  });

  it('says what could not be loaded, and can be wanted again', async () => {
    let online = false;
    const part = new LaterPart('The part', () =>
      online ? Promise.resolve('code') : Promise.reject(new Error('offline')),
    );
    await part.want();
    expect(part.state).toMatchObject({
      kind: 'failed',
      failure: { message: 'The part could not be loaded.', detail: 'offline' },
    });
    expect(await part.get()).toMatchObject({ ok: false, error: { detail: 'offline' } });
    online = true;
    await part.want();
    expect(part.state).toEqual({ kind: 'here', part: 'code' });
  });

  it('comes with the others when there is time, also after one that fails', async () => {
    const bad = new LaterPart('Bad', () => Promise.reject(new Error('offline')));
    const good = new LaterPart('Good', () => Promise.resolve('code'));
    loadWhenIdle([bad, good]);
    await expect.poll(() => good.state.kind).toBe('here');
    expect(bad.state.kind).toBe('failed');
  });
});
