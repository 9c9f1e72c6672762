/** What any part of the page may ask for, so that it need not be handed down through all the others. */
import { createContext } from 'svelte';
import type { ImportFile } from '../corpus/import-files';
import type { Importing } from '../explorer/import/importing.svelte';
import type { PictureFormat } from '../views/picture/save-picture';

/** Dialogs that the user opens from a menu or by a key. */
export type DialogName =
  'corpora' | 'provenance' | 'cite' | 'levels' | 'reading' | 'keys' | 'palette';

/** Saves a picture of a view as it is; the answer says what went wrong, empty where nothing did. */
export type PictureSaver = (format: PictureFormat) => Promise<string>;

/** How the views that are on show are saved as pictures; null for one that is not. */
export class ViewPictures {
  treemap = $state.raw<PictureSaver | null>(null);
  projection = $state.raw<PictureSaver | null>(null);
}

export interface PageActions {
  readonly importing: Importing;
  readonly pictures: ViewPictures;
  readonly openDialog: (name: DialogName) => void;
  /** Asks the user for files, and opens them. */
  readonly chooseFiles: () => void;
  readonly openFiles: (files: readonly ImportFile[]) => void;
  /** Makes one of the records that a paper was merged from a paper of its own. */
  readonly takeApart: (paperId: string, copy: number) => void;
  readonly beginTour: () => void;
  /** Saves papers, vectors, map, names and marks as one file; says what went wrong, or nothing. */
  readonly saveWorkspace: () => Promise<string>;
}

export const [usePage, providePage] = createContext<PageActions>();
