/** Puts the parts together: the engine's worker, the address, the preferences, the page. */
import { mount } from 'svelte';
import { EngineClient } from '../engine/engine-client';
import { BrowserAddressBar } from '../explorer/address-bar';
import { browserPreferences, Display } from '../explorer/display.svelte';
import { Explorer } from '../explorer/explorer.svelte';
import App from './App.svelte';
import './theme.css';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');

const explorer = new Explorer({
  engine: new EngineClient(document.baseURI),
  bar: new BrowserAddressBar(window),
  display: new Display(browserPreferences(window)),
  base: document.baseURI,
});
mount(App, { target, props: { explorer } });
explorer.start();
