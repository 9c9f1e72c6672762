/**
 * Addresses that scripts are started from. Where the browser has Trusted Types and the policy asks
 * for them, every address handed to `new Worker` or to the service worker's registration passes
 * through here, those of libraries included; elsewhere nothing changes.
 *
 * https://www.w3.org/TR/trusted-types/#default-policy-hdr
 */
import { isOneFile } from './one-file';

/** The part of `TrustedTypePolicyFactory` that is used; not every browser has it. */
interface PolicyFactory {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (address: string) => string },
  ): unknown;
}

/**
 * An address, if it is one of a script below a folder.
 *
 * @param folder absolute address, with its final slash
 * @throws TypeError for any other address
 */
export function ownScript(address: string, folder: string): string {
  const { origin, pathname } = new URL(address, folder);
  const home = new URL(folder);
  if (origin === home.origin && pathname.startsWith(home.pathname) && /\.m?js$/u.test(pathname))
    return address;
  throw new TypeError(`${address} is no script of this page.`);
}

/**
 * An address, if it is one that the page itself has made for what it holds.
 *
 * @throws TypeError for any other address
 */
export function scriptInPage(address: string): string {
  if (new URL(address).protocol === 'blob:') return address;
  throw new TypeError(`${address} is no script of this page.`);
}

/**
 * Lets scripts be started from the folder of a page or of its worker only, and those of a page in one
 * file from what it holds only; call it once, before anything is started.
 *
 * @param here absolute address of the page or of the worker
 */
export function allowOwnScripts(here: string): void {
  const scope: object = globalThis;
  if (!('trustedTypes' in scope) || !isFactory(scope.trustedTypes)) return;
  scope.trustedTypes.createPolicy('default', {
    createScriptURL: (address) =>
      isOneFile ? scriptInPage(address) : ownScript(address, new URL('.', here).href),
  });
}

function isFactory(value: unknown): value is PolicyFactory {
  return typeof value === 'object' && value !== null && 'createPolicy' in value;
}
