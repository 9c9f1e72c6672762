/**
 * The projection alone, for looking at while working on it: `npm run dev`, then
 * /e2e/gallery/projection.html. Not part of the build.
 *
 * `?papers=100000` shows that many synthetic papers instead of the default corpus.
 */
import { mount } from 'svelte';
import '../../src/app/theme.css';
import ProjectionGallery from './ProjectionGallery.svelte';
import { corpusScene, syntheticScene } from './projection-scenes';

const target = document.getElementById('app');
const papers = Number(new URLSearchParams(location.search).get('papers') ?? 0);
if (target) {
  const scene = papers > 0 ? syntheticScene(papers) : await corpusScene();
  mount(ProjectionGallery, { target, props: { scene } });
}
