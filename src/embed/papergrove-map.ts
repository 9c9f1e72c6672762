/**
 * The custom element `<papergrove-map src="…">`: a published map in a frame of its own, so that neither
 * page nor map can reach the other's styles and scripts. What happens on the map comes through a port
 * that only the map's own origin is given. Built into one file without imports.
 */
import type { Listening, MapNews, Ready } from './messages';

const style = `:host { display: block; height: var(--papergrove-map-height, 24rem); }
:host([hidden]) { display: none; }
iframe { box-sizing: border-box; width: 100%; height: 100%; border: var(--papergrove-map-border, 1px solid); }
iframe[hidden] { display: none; }`;

class PapergroveMapElement extends HTMLElement {
  static readonly observedAttributes = ['src', 'place', 'label'];

  readonly #frame = document.createElement('iframe');
  #port: MessagePort | null = null;

  constructor() {
    super();
    const frame = this.#frame;
    frame.part.add('frame');
    frame.referrerPolicy = 'no-referrer';
    frame.sandbox.add('allow-scripts', 'allow-same-origin', 'allow-popups');
    frame.sandbox.add('allow-popups-to-escape-sandbox');
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    const shadow = this.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = [sheet];
    // What the page puts inside is shown where there is no map to show.
    shadow.append(frame, document.createElement('slot'));
  }

  get src(): string {
    return this.getAttribute('src') ?? '';
  }
  set src(address: string) {
    this.setAttribute('src', address);
  }
  get place(): string {
    return this.getAttribute('place') ?? '';
  }
  set place(place: string) {
    this.setAttribute('place', place);
  }
  get label(): string {
    return this.getAttribute('label') ?? 'Map of papers';
  }
  set label(label: string) {
    this.setAttribute('label', label);
  }

  connectedCallback(): void {
    addEventListener('message', this.#hear);
    this.#show();
  }

  disconnectedCallback(): void {
    removeEventListener('message', this.#hear);
    this.#port?.close();
    this.#port = null;
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.#show();
  }

  #show(): void {
    const frame = this.#frame;
    frame.title = this.label;
    const address = this.#address();
    frame.hidden = address === null;
    const slot = this.shadowRoot?.querySelector('slot');
    if (slot) slot.hidden = address !== null;
    if (address === null) frame.removeAttribute('src');
    else if (frame.src !== address.href) frame.src = address.href;
  }

  /** Of the map in its frame; null where there is none that may be shown. */
  #address(): URL | null {
    if (this.src === '' || !URL.canParse(this.src, document.baseURI)) return null;
    const address = new URL(this.src, document.baseURI);
    // A script's address would run in this page.
    if (!/^https?:$/u.test(address.protocol)) return null;
    address.searchParams.set('simple', '');
    address.hash = this.place;
    return address;
  }

  readonly #hear = ({ source, origin, data }: MessageEvent<unknown>): void => {
    const { contentWindow } = this.#frame;
    const address = this.#address();
    if (!contentWindow || source !== contentWindow || origin !== address?.origin) return;
    if (!isReady(data)) return;
    this.#port?.close();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = ({ data: news }: MessageEvent<MapNews>) => {
      const { kind, detail } = news;
      this.dispatchEvent(
        new CustomEvent(`papergrove-${kind}`, { detail, bubbles: true, composed: true }),
      );
    };
    const answer: Listening = { papergrove: 'listening' };
    contentWindow.postMessage(answer, origin, [port2]);
  };
}

function isReady(data: unknown): data is Ready {
  return (
    typeof data === 'object' && data !== null && 'papergrove' in data && data.papergrove === 'ready'
  );
}

if (!customElements.get('papergrove-map'))
  customElements.define('papergrove-map', PapergroveMapElement);

export { PapergroveMapElement as PapergroveMap };
