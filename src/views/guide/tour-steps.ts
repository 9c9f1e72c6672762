/** What the tour tells, in order. */
import type { Tab } from '../../explorer/display.svelte';

export interface TourStep {
  readonly name: string;
  readonly text: string;
  /** CSS selector of what it speaks of; where it is not on the page, nothing is framed. */
  readonly about: string;
  /** The phone's view that shows it; the present one if any does. */
  readonly tab?: Tab;
}

export const tourSteps: readonly TourStep[] = [
  {
    name: 'Topics within topics',
    text: 'Each frame is a topic, as large as it has papers. Choose one to go in, a paper to read it.',
    about: 'section[aria-label="Treemap"]',
    tab: 'map',
  },
  {
    name: 'Coarser or finer',
    text: 'The slider says into how many clusters the topic on show is cut.',
    about: '[role="group"][aria-label="Clusters"]',
    tab: 'map',
  },
  {
    name: 'Near means alike',
    text: 'In the projection each paper is a point near those it resembles, coloured as in the treemap.',
    about: 'section[aria-label="Projection view"]',
    tab: 'space',
  },
  {
    name: 'Find',
    text: 'Search words, authors, years. What is found lights up in every view.',
    about: 'search',
  },
  {
    name: 'Take it along',
    text: 'Open papers of your own; share, cite and save what you see. Help holds this tour.',
    about: 'header .actions',
  },
];
