/** All that shows where a paper belongs that is not in the corpus; loaded together when it is wanted. */
export { default as PlaceOwnPaperDialog } from './dialogs/PlaceOwnPaperDialog.svelte';
export { default as OwnPaperDetails } from './panels/OwnPaperDetails.svelte';
export { default as OwnFrame } from '../views/own/OwnFrame.svelte';
export { default as OwnPoint } from '../views/own/OwnPoint.svelte';
