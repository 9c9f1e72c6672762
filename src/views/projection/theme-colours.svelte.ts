/** The theme's colours as numbers, for what is drawn and cannot use CSS custom properties. */
import { rgb } from 'd3-color';
import { createSubscriber } from 'svelte/reactivity';
import type { PointTheme } from './paint-points';

const tokens = { accent: '--accent', hit: '--focus', ink: '--ink' } as const;

/** Resolves the theme's tokens where `element` stands, and again whenever the theme changes. */
export class ThemeColours {
  readonly #probe: HTMLElement;
  readonly #subscribe: () => void;

  constructor(element: HTMLElement) {
    this.#probe = element;
    this.#subscribe = createSubscriber((update) => {
      const scheme = matchMedia('(prefers-color-scheme: dark)');
      const attribute = new MutationObserver(update);
      scheme.addEventListener('change', update);
      attribute.observe(document.documentElement, { attributes: true });
      return () => {
        scheme.removeEventListener('change', update);
        attribute.disconnect();
      };
    });
  }

  get current(): PointTheme {
    this.#subscribe();
    return {
      accent: this.#resolve(tokens.accent),
      hit: this.#resolve(tokens.hit),
      ink: this.#resolve(tokens.ink),
    };
  }

  /** A computed `color` is always resolved, where a custom property may still hold `light-dark()`. */
  #resolve(token: string): number {
    this.#probe.style.color = `var(${token})`;
    const { r, g, b } = rgb(getComputedStyle(this.#probe).color);
    return (Math.round(r) << 16) | (Math.round(g) << 8) | Math.round(b);
  }
}
