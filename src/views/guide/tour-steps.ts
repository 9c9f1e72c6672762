/** What the tour tells, in order: the three things one does here. */
import type { Tab } from '../../explorer/display.svelte';

export interface TourStep {
  readonly name: string;
  readonly text: string;
  /** CSS selector of what it speaks of; where it is not on the page, nothing is framed. */
  readonly about: string;
  /** The phone's view that shows it; the present one if any does. */
  readonly tab?: Tab;
}

const opening = (canDrop: boolean): TourStep => ({
  name: 'Open your papers.',
  text: `What you see is an example. Choose a .bib, .ris or .csv file here${canDrop ? ', or drop it anywhere on the page' : ''}. Nothing leaves this device.`,
  about: 'header .actions [aria-label="Open papers"]',
});
const reading: readonly TourStep[] = [
  {
    name: 'Go into a topic.',
    text: 'Each frame is a topic; the larger it is, the more papers it has. Choose one to see the topics inside it; Back leads out again.',
    about: 'section[aria-label="Treemap"]',
    tab: 'map',
  },
  {
    name: 'Read a paper.',
    text: 'Choose a paper on the map to see its abstract, papers like it, and links to its page, its PDF and its code.',
    about: 'section[aria-label="Treemap"]',
    tab: 'map',
  },
];

/**
 * The steps of the tour.
 *
 * @param hasPapers whether the reader has opened papers, and need not be told how
 * @param canDrop whether there is a pointer that carries files to the page
 */
export function tourSteps(hasPapers: boolean, canDrop = true): readonly TourStep[] {
  return hasPapers ? reading : [opening(canDrop), ...reading];
}
