/**
 * The parts of the page that its first picture does not need. They are loaded when they are wanted,
 * or once the map is there and the browser has time; what the service worker keeps holds them too,
 * so that they open without a network after the first visit.
 */
import { pictureWriter } from '../views/picture/picture-writer';
import { LaterPart, loadWhenIdle } from '../views/shared/later-part.svelte';

export const parts = {
  importing: new LaterPart(
    'The dialog for opening papers',
    () => import('../views/importing/Importing.svelte'),
  ),
  encoders: new LaterPart(
    'The choice of encoder',
    () => import('../views/models/EncoderPicker.svelte'),
  ),
  corpora: new LaterPart('The list of corpora', () => import('./dialogs/CorporaDialog.svelte')),
  paper: new LaterPart('The paper', () => import('../views/paper/PaperPanel.svelte')),
  copies: new LaterPart(
    'The records of this paper',
    () => import('../views/paper/PaperCopies.svelte'),
  ),
  terms: new LaterPart(
    'The phrases of the topic',
    () => import('../views/topic/TopicTerms.svelte'),
  ),
  carried: new LaterPart('What the papers carry', () => import('./lazy-carried')),
  levels: new LaterPart('The topics in levels', () => import('./dialogs/LevelsDialog.svelte')),
  legend: new LaterPart('The legend', () => import('../views/colour/Legend.svelte')),
  papers: new LaterPart('The list of papers', () => import('../views/list/PaperList.svelte')),
  facets: new LaterPart('The facets', () => import('./panels/FacetsPanel.svelte')),
  shown: new LaterPart('Which papers are on show', () => import('./map/ShownPapersLines.svelte')),
  suggestions: new LaterPart(
    'The list of suggestions',
    () => import('./header/SearchSuggestions.svelte'),
  ),
  own: new LaterPart('Where a paper belongs', () => import('./lazy-own-paper')),
  order: new LaterPart(
    'The order of the reading list',
    () => import('../views/list/ReadingOrder.svelte'),
  ),
  projection: new LaterPart('The projection', () => import('./map/ProjectionView.svelte')),
  table: new LaterPart('The table', () => import('./map/TableView.svelte')),
  appearance: new LaterPart('How the map looks', () => import('./map/AppearanceControls.svelte')),
  share: new LaterPart('The share menu', () => import('./map/ShareMenu.svelte')),
  provenance: new LaterPart(
    'How this map was made',
    () => import('./dialogs/ProvenanceDialog.svelte'),
  ),
  cite: new LaterPart('How to cite this map', () => import('./dialogs/CiteDialog.svelte')),
  reading: new LaterPart('How to read this map', () => import('../views/guide/HowToRead.svelte')),
  keys: new LaterPart('The keyboard help', () => import('../views/guide/KeyboardHelp.svelte')),
  palette: new LaterPart('What can be done here', () => import('./dialogs/PaletteDialog.svelte')),
  tour: new LaterPart('The tour', () => import('../views/guide/Tour.svelte')),
  betterMap: new LaterPart(
    'The offer of a better map',
    () => import('./status/BetterMapOffer.svelte'),
  ),
  notKept: new LaterPart('Why nothing is kept', () => import('./status/NotKeptNotice.svelte')),
  missing: new LaterPart(
    'What could not be fetched',
    () => import('./status/MissingPartNotice.svelte'),
  ),
  picture: pictureWriter,
} as const;

/** Loads all that is not here yet while nobody waits for anything. */
export function loadTheRest(): void {
  loadWhenIdle(Object.values(parts));
}
