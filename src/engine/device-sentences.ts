/** What the status line says when no device computes neural vectors. */
import type { DeviceStatus } from '../embedding/device-status';

export const fromWords: DeviceStatus = {
  rung: 'lexical',
  threads: 1,
  reason: 'Vectors come from the words of these papers themselves: no model is needed.',
};

/** @param missing why no device is at hand; null where script was chosen for its own sake */
export function summedInScript(missing: string | null): DeviceStatus {
  return {
    rung: 'script',
    threads: 1,
    reason:
      missing === null
        ? 'Vectors are summed in JavaScript, which is sooner done than starting a device for it; every device gives the same.'
        : `${missing} Vectors are summed in JavaScript instead, which gives the same.`,
  };
}

export const whileWaiting: DeviceStatus = {
  rung: 'lexical',
  threads: 1,
  reason: 'A first map from the words of these papers, until the model has read them.',
};

export const fromStorage: DeviceStatus = {
  rung: 'storage',
  threads: 1,
  reason: 'Vectors were already here: no model was loaded.',
};

export function wordsInstead(failureMessage: string): DeviceStatus {
  return {
    rung: 'lexical',
    threads: 1,
    reason: `${failureMessage} The map is made from the words of the papers instead.`,
  };
}
