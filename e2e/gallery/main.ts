/**
 * The gallery: treemaps in states that are rare in use, to look at while developing. `npm run dev`
 * serves it at /e2e/gallery/; it is not part of the build. `?live` shows the treemap of the default
 * corpus to play with (`&clusters=8`, `&theme=dark`, `&papers=50000` for a made-up corpus).
 */
import { mount } from 'svelte';
import { messageOf } from '../../src/foundation/result';
import Live from './Live.svelte';
import Pictures from './Pictures.svelte';
import { defaultCorpus, madeUpCorpus } from './corpora';

const target = document.getElementById('gallery');
const query = new URLSearchParams(location.search);
const theme = query.get('theme') === 'dark' ? 'dark' : 'light';
document.documentElement.style.colorScheme = theme;

if (target !== null && !query.has('live')) mount(Pictures, { target });
else if (target !== null) {
  try {
    const papers = Number(query.get('papers') ?? 0);
    const corpus = papers > 0 ? madeUpCorpus(papers) : await defaultCorpus();
    mount(Live, { target, props: { corpus, theme, clusters: Number(query.get('clusters') ?? 8) } });
  } catch (thrown) {
    target.textContent = `The gallery could not be shown: ${messageOf(thrown)}`;
  }
}
