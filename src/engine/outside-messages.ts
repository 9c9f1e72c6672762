/** What the page and the worker that asks other sites say to each other. */

/** One request, with the port that its answer comes through. */
export interface OutsideRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly port: MessagePort;
}

/** Through the port to the page, in this order: a head, pieces, then the end; or a failure. */
export type OutsideAnswer =
  | {
      readonly kind: 'head';
      readonly status: number;
      readonly statusText: string;
      readonly headers: readonly (readonly [name: string, value: string])[];
    }
  | { readonly kind: 'piece'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly message: string };

/** Through the port to the worker: for the next piece, or for nothing more. */
export type OutsideWish = 'more' | 'stop';
