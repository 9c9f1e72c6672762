/** The states that choosing an encoder goes through. */
import type { Failure } from '../../foundation/result';

/** What the picker is at. */
export type EncodersPhase =
  | { readonly kind: 'closed' }
  | { readonly kind: 'choosing'; readonly failure: Failure | null }
  /** Waits for the user's word; `bytes` is null as long as only the hub knows the size. */
  | {
      readonly kind: 'asking';
      readonly id: string;
      /** What is to be used once it is here: the model, or a mix with it. */
      readonly setting: string;
      readonly bytes: number | null;
      /** False for a rounded size that comes with the page. */
      readonly exact: boolean;
      /** Whether the page's address asked for the model, not the user in this visit. */
      readonly linked: boolean;
    }
  /** The hub, or a folder of this site, is asked what it has. */
  | { readonly kind: 'looking'; readonly name: string }
  | {
      readonly kind: 'downloading';
      readonly id: string;
      readonly bytes: number;
      readonly total: number;
    }
  | {
      readonly kind: 'failed';
      readonly id: string;
      readonly setting: string;
      readonly failure: Failure;
    };
