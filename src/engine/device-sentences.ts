/** What the status line says when no device computes neural vectors. */
import type { DeviceStatus } from '../embedding/device-status';

export const fromWords: DeviceStatus = {
  rung: 'lexical',
  threads: 1,
  reason: 'Vectors come from the words of these papers themselves: no model is needed.',
};

export const whileWaiting: DeviceStatus = {
  rung: 'lexical',
  threads: 1,
  reason: 'A first map from the words of these papers, until the neural encoder has read them.',
};

export const fromStorage: DeviceStatus = {
  rung: 'storage',
  threads: 1,
  reason: 'Vectors were kept from an earlier visit: no model was loaded.',
};

export function wordsInstead(failureMessage: string): DeviceStatus {
  return {
    rung: 'lexical',
    threads: 1,
    reason: `${failureMessage} The map is made from the words of the papers instead.`,
  };
}
