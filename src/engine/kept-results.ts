/** Results that come from elsewhere, to be kept as if they had been computed here. */
import type { ResultKind, StageResults } from '../storage/schema';

/** A result with the key it is kept under. */
export type KeptResult = {
  readonly [Kind in ResultKind]: {
    readonly kind: Kind;
    readonly key: string;
    readonly value: StageResults[Kind];
  };
}[ResultKind];
