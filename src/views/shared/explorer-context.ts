import { createContext } from 'svelte';
import type { Explorer } from '../../explorer/explorer.svelte';
import type { MapColours } from './map-colours.svelte';

/** The state that the views under one application share. */
export const [useExplorer, provideExplorer] = createContext<Explorer>();

/** The colours that the views under one application share. */
export const [useColours, provideColours] = createContext<MapColours>();
