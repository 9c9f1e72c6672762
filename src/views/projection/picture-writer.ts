/** What writes the projection as a picture, loaded when the first is saved. */
import { LaterPart } from '../shared/later-part.svelte';

export const pictureWriter = new LaterPart('What saves pictures', async () => ({
  ...(await import('./export-svg')),
  ...(await import('./export-legend')),
}));
