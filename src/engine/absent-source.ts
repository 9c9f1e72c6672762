/** A model that is not on this device: kept vectors are found, new ones cannot be had. */
import type { AbsentModel } from '../embedding/chosen-model';
import { failure } from '../foundation/result';
import type { TextEncoderSource } from './stages';

export function absentSource({ name, fingerprints }: AbsentModel): TextEncoderSource {
  const remedy = `Choose ${name} under “Encoder” to download it.`;
  return {
    fingerprints,
    open: async () =>
      failure({
        code: 'model-absent',
        message: `This map was made with ${name}, which is not on this device.`,
        remedy,
      }),
    absence: `Papers can be added once ${name} is on this device: choose it under “Encoder”.`,
  };
}
