/** Puts the parts together: the engine's worker, the address, the preferences, the page. */
import { mount } from 'svelte';
import { browserAdapter } from '../embedding/device-ladder';
import { hubNamed } from '../embedding/hub-listing';
import { EngineClient } from '../engine/engine-client';
import { ImportClient } from '../engine/import-client';
import { BrowserAddressBar } from '../explorer/address/address-bar';
import { browserPreferences, Display } from '../explorer/display.svelte';
import { Explorer } from '../explorer/explorer.svelte';
import { Importing } from '../explorer/import/importing.svelte';
import { CorpusActions } from '../explorer/corpus/corpus-actions.svelte';
import { EngineWithSites } from '../explorer/site/engine-with-sites';
import { tabMemory, tabNews } from '../explorer/personal/tab-memory';
import { allowOwnScripts } from '../foundation/script-addresses';
import { requestPersistence } from '../storage/quota';
import App from './App.svelte';
import SimpleView from './SimpleView.svelte';
import './theme.css';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');

allowOwnScripts(document.baseURI);
/** Other sites are asked through a worker of their own, whose code most visits never need. */
let outside: Promise<typeof fetch> | null = null;
const fetchOutside: typeof fetch = async (input, init) => {
  outside ??= import('../engine/outside-fetch').then(({ outsideFetch }) =>
    outsideFetch(document.baseURI),
  );
  return (await outside)(input, init);
};

/** Published maps have what runs models only where their maker said so (`scripts/site/page.ts`). */
const hasRuntime = !document.querySelector('meta[name="papergrove:without-models"]');
const engine = new EngineWithSites(new EngineClient(document.baseURI, undefined, hasRuntime), {
  base: document.baseURI,
  fetchOutside,
});
const explorer = new Explorer({
  engine,
  bar: new BrowserAddressBar(window),
  display: new Display(browserPreferences(window)),
  base: document.baseURI,
  encoders: {
    store: async () => {
      const { ModelStore, openModelCache } = await import('../embedding/model-store');
      return new ModelStore(await openModelCache());
    },
    preferences: browserPreferences(window),
    base: document.baseURI,
    hub: hubNamed(location.search),
    adapter: browserAdapter,
    fetch: fetchOutside,
  },
  tabs: {
    news: tabNews(),
    memory: tabMemory(window),
    // Only a page may ask, and nothing waits for the answer: a browser may put the question to the user.
    onFirstChange: () => void requestPersistence().catch(() => false),
  },
});
const corpusActions = new CorpusActions(engine, explorer);
const importing = new Importing({
  importer: new ImportClient(),
  present: () => explorer.loading,
  open: (source, view) => explorer.open(source, view),
  library: engine.library,
  takeAlong: (from, to) => explorer.userStates.takeAlong(from, to),
  treeCorpus: async (file, open) =>
    (await import('../explorer/import/tree-corpus')).treeCorpus(file, open),
  onDeleted: () => explorer.kept.refresh(),
  fetch: fetchOutside,
  openWorkspace: (file, name) => corpusActions.openWorkspace(file, name),
});
target.replaceChildren();
/** Inside another page: one view, and nothing of this page kept on its account. */
const isInside = new URLSearchParams(location.search).has('simple');
if (isInside) mount(SimpleView, { target, props: { explorer, importing } });
else mount(App, { target, props: { explorer, importing, corpusActions } });
explorer.start();
if (isInside)
  void import('./outer-page.svelte').then(({ tellOuterPage }) => tellOuterPage(explorer));
if (!isInside) importing.start(window);
