/** The theme's colours as numbers, for what is drawn and cannot use CSS custom properties. */
import { rgb } from 'd3-color';
import { createSubscriber } from 'svelte/reactivity';
import type { ExportTheme } from './export-svg';
import type { PointTheme } from './point-paint';

/** Resolves the theme's tokens where `element` stands, and again whenever the theme changes. */
export class ThemeColours {
  readonly #probe: HTMLElement;
  readonly #subscribe: () => void;
  /** Kept while somebody would be told of a change: asking costs the browser a layout of the page. */
  #points: PointTheme | null = null;
  #watched = false;

  constructor(element: HTMLElement) {
    this.#probe = element;
    this.#subscribe = createSubscriber((tell) => {
      const update = (): void => {
        this.#points = null;
        tell();
      };
      this.#watched = true;
      const scheme = matchMedia('(prefers-color-scheme: dark)');
      const attribute = new MutationObserver(update);
      scheme.addEventListener('change', update);
      attribute.observe(document.documentElement, { attributes: true });
      return () => {
        this.#watched = false;
        this.#points = null;
        scheme.removeEventListener('change', update);
        attribute.disconnect();
      };
    });
  }

  /** Colours of the points' rings and rims. */
  get points(): PointTheme {
    this.#subscribe();
    const points = this.#points ?? {
      accent: this.#number('--accent'),
      hit: this.#number('--focus'),
      ink: this.#number('--ink'),
    };
    if (this.#watched) this.#points = points;
    return points;
  }

  /** Colours of a picture saved from the page. */
  get page(): ExportTheme {
    return {
      background: this.#resolve('--surface'),
      ink: this.#resolve('--ink'),
      soft: this.#resolve('--ink-soft'),
      points: this.points,
    };
  }

  #number(token: string): number {
    const { r, g, b } = rgb(this.#resolve(token));
    return (Math.round(r) << 16) | (Math.round(g) << 8) | Math.round(b);
  }

  /** A computed `color` is always resolved, where a custom property may still hold `light-dark()`. */
  #resolve(token: string): string {
    this.#probe.style.color = `var(${token})`;
    return getComputedStyle(this.#probe).color;
  }
}
