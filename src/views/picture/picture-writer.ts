/** What writes the views as pictures, loaded when the first is saved. */
import { LaterPart } from '../shared/later-part.svelte';

async function load() {
  const [treemap, projection] = await Promise.all([
    import('../treemap/svg'),
    import('../projection/export-svg'),
  ]);
  return { treemapSvg: treemap.treemapSvg, projectionSvg: projection.projectionSvg };
}

export type PictureWriter = Awaited<ReturnType<typeof load>>;

export const pictureWriter = new LaterPart('What saves pictures', load);
