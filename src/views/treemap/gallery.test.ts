/**
 * Pictures as tests: every state of the gallery is rendered and compared with the picture kept in
 * `e2e/gallery/pictures`. After a change that is meant, look at them in the gallery and run
 * `npx vitest run src/views/treemap/gallery.test.ts --update`.
 */
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { galleryStates, pictureOf } from '../../../e2e/gallery/states';

describe('gallery', () => {
  it.each(galleryStates.map((state) => [state.id, state] as const))('%s', async (id, state) => {
    const picture = pictureOf(state);
    expect(XMLValidator.validate(picture)).toBe(true);
    await expect(picture).toMatchFileSnapshot(`../../../e2e/gallery/pictures/${id}.svg`);
  });
});
