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

const opening: readonly TourStep[] = [
  {
    name: 'Open your papers.',
    text: 'Drop a .bib, .ris or .csv file anywhere, or choose it here. Nothing leaves this computer.',
    about: 'header .actions',
  },
];
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

/** What is known of the reader when the tour might begin. */
export interface Newcomer {
  /** Whether the tour was seen through or skipped. */
  readonly tourSeen: boolean;
  /** Whether the visit began at a view that somebody wanted to be seen. */
  readonly cameByLink: boolean;
  /** Whether papers of the reader's own are open or kept on this device; null while that is not known. */
  readonly hasPapers: boolean | null;
}

/** Whether the tour begins unasked: only for whoever is here for the first time, with nothing else in mind. */
export function tourBegins({ tourSeen, cameByLink, hasPapers }: Newcomer): boolean {
  return !tourSeen && !cameByLink && hasPapers === false;
}

/** The steps of the tour; whoever has opened papers is not told how. */
export function tourSteps({ hasPapers }: Pick<Newcomer, 'hasPapers'>): readonly TourStep[] {
  return hasPapers === true ? reading : [...opening, ...reading];
}
