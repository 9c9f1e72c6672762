/** What keys do on the map. */
import type { Direction } from './walk';

export type MapKey =
  | { readonly kind: 'walk'; readonly direction: Direction }
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'fit' }
  | { readonly kind: 'open' }
  | { readonly kind: 'leave' };

/** One step of zoom, by key or button. */
export const zoomStep = 1.6;

const keys: Readonly<Record<string, MapKey>> = {
  ArrowLeft: { kind: 'walk', direction: 'left' },
  ArrowRight: { kind: 'walk', direction: 'right' },
  ArrowUp: { kind: 'walk', direction: 'up' },
  ArrowDown: { kind: 'walk', direction: 'down' },
  '+': { kind: 'zoom', factor: zoomStep },
  '=': { kind: 'zoom', factor: zoomStep },
  '-': { kind: 'zoom', factor: 1 / zoomStep },
  _: { kind: 'zoom', factor: 1 / zoomStep },
  '0': { kind: 'fit' },
  Home: { kind: 'fit' },
  Enter: { kind: 'open' },
  Escape: { kind: 'leave' },
};

/** What a key press asks for; null when it is not the map's. */
export function mapKey(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
): MapKey | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  return keys[event.key] ?? null;
}
