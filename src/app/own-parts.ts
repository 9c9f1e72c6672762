/** All that shows where a paper belongs that is not in the corpus; loaded together when it is wanted. */
export { default as OwnAsking } from './OwnAsking.svelte';
export { default as OwnDetails } from './OwnDetails.svelte';
export { default as OwnFrame } from '../views/own/OwnFrame.svelte';
export { default as OwnPoint } from '../views/own/OwnPoint.svelte';
