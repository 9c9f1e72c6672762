import { describe, expect, it } from 'vitest';
import { createPacer } from './pacer';

describe('createPacer', () => {
  it('lets an abort issued during the work stop it', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('enough')), 0);
    const endless = async (): Promise<never> => {
      const pace = createPacer(controller.signal);
      for (;;) await pace();
    };
    await expect(endless()).rejects.toThrow('enough');
  });

  it('refuses to start when already aborted', () => {
    expect(() => createPacer(AbortSignal.abort(new Error('too late')))).toThrow('too late');
  });
});
