/** What is said of several papers at once; loaded together, and after the map. */
export { default as InnerTopics } from './panels/InnerTopics.svelte';
export { default as MostFrequent } from './panels/MostFrequent.svelte';
export { default as SelectionDetails } from './panels/SelectionDetails.svelte';
export { default as Years } from './panels/Years.svelte';
