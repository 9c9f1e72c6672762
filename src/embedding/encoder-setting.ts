/**
 * What a person can write for an encoder: one that comes with the page or several of them
 * (`automatic`, `lexicon`, `lsa+neural`), a model of the hub (`owner/name`), or a folder of this
 * site that holds a model (an address that begins with `/`, `./`, `../` or `http`).
 */
import type { Result } from '../foundation/result';
import { failure, success } from '../foundation/result';
import { namedComposition } from './automatic';
import { isHubId } from './hub-listing';

export type EncoderSetting =
  | { readonly kind: 'built-in'; readonly name: string }
  | { readonly kind: 'hub'; readonly name: string }
  /** `name` is the path of the folder on this site, `url` its whole address. */
  | { readonly kind: 'folder'; readonly name: string; readonly url: string };

export const automatic: EncoderSetting = { kind: 'built-in', name: 'automatic' };

/**
 * Reads a setting.
 *
 * @param base address of the page; folders of other sites are refused
 * @returns the setting, its name in one spelling; or `encoder-setting`, `model-elsewhere`
 */
export function readEncoderSetting(text: string, base: string): Result<EncoderSetting> {
  const name = text.trim();
  if (namedComposition(name, 1) !== null) return success({ kind: 'built-in', name });
  if (/^(\.{0,2}\/|https?:)/iu.test(name) && URL.canParse(name, base)) return folder(name, base);
  if (isHubId(name)) return success({ kind: 'hub', name });
  return failure({
    code: 'encoder-setting',
    message: `“${name}” is neither a model’s name nor a folder of this site.`,
    remedy: 'Write a model as owner/name, a folder as /models/its-name/.',
  });
}

function folder(name: string, base: string): Result<EncoderSetting> {
  const url = new URL(name.endsWith('/') ? name : `${name}/`, base);
  if (url.origin === new URL(base).origin)
    return success({ kind: 'folder', name: url.pathname, url: url.origin + url.pathname });
  return failure({
    code: 'model-elsewhere',
    message: `${url.host} is another site; only folders of this one are opened.`,
    remedy: 'Put the model’s files on this site, or name a model of Hugging Face as owner/name.',
  });
}
