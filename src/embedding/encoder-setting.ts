/**
 * What a person can write for an encoder: one that comes with the page or several of them
 * (`automatic`, `lexicon`, `lexicon+lsa`), a model of the hub (`owner/name`), or a folder of this
 * site that holds a model (an address that begins with `/`, `./`, `../` or `http`). A model can stand
 * beside the lexicon: `owner/name+lexicon`.
 */
import type { Result } from '../foundation/result';
import { failure, success } from '../foundation/result';
import { namedComposition } from './automatic';
import { isHubId } from './hub-listing';

export type EncoderSetting =
  | {
      readonly kind: 'built-in';
      readonly name: string;
      /** What was written, where that names an encoder that came with earlier builds. */
      readonly former?: string;
    }
  /** `model` is the id on the hub, `name` the same or mixed with the lexicon. */
  | { readonly kind: 'hub'; readonly name: string; readonly model: string }
  /** `model` is the path of the folder on this site, `url` its whole address. */
  | {
      readonly kind: 'folder';
      readonly name: string;
      readonly model: string;
      readonly url: string;
    };

const mixMark = '+lexicon';

/** Whether a setting that names a model puts the lexicon beside it. */
export function mixedWithLexicon(setting: string): boolean {
  return setting.endsWith(mixMark);
}

/** The setting of a model, alone or beside the lexicon. */
export function modelSetting(model: string, mixed: boolean): string {
  return mixed ? model + mixMark : model;
}

/** The model that a setting names, without what stands beside it. */
export function modelOfSetting(setting: string): string {
  return mixedWithLexicon(setting) ? setting.slice(0, -mixMark.length) : setting;
}

/** The encoder that came with earlier builds, alone or beside others. */
const formerPart = 'neural';

/**
 * The setting that stands for one of an earlier build, in links and workspaces: what is left of
 * `lexicon+neural` without the encoder that the page no longer has, else the automatic choice. Any
 * other setting is its own.
 */
export function presentSetting(setting: string): string {
  const parts = setting.split('+');
  const left = parts.filter((part) => part !== formerPart);
  if (left.length === parts.length) return setting;
  if (left.length === 0 || left.join('+') === 'lexicon') return automatic.name;
  return namedComposition(left.join('+')) === null ? setting : left.join('+');
}

export const automatic: EncoderSetting = { kind: 'built-in', name: 'automatic' };

/**
 * Reads a setting.
 *
 * @param base address of the page; folders of other sites are refused
 * @returns the setting, its name in one spelling; or `encoder-setting`, `model-elsewhere`
 */
export function readEncoderSetting(text: string, base: string): Result<EncoderSetting> {
  const name = text.trim();
  const present = presentSetting(name);
  if (present !== name) return success({ kind: 'built-in', name: present, former: name });
  if (namedComposition(name) !== null) return success({ kind: 'built-in', name });
  const model = modelOfSetting(name);
  const mixed = mixedWithLexicon(name);
  if (/^(\.{0,2}\/|https?:)/iu.test(model) && URL.canParse(model, base))
    return folder(model, mixed, base);
  if (isHubId(model)) return success({ kind: 'hub', name, model });
  return failure({
    code: 'encoder-setting',
    message: `“${name}” is neither a model’s name nor a folder of this site.`,
    remedy: 'Write a model as owner/name, a folder as /models/its-name/.',
  });
}

function folder(name: string, mixed: boolean, base: string): Result<EncoderSetting> {
  const url = new URL(name.endsWith('/') ? name : `${name}/`, base);
  const { origin, pathname } = url;
  if (origin === new URL(base).origin)
    return success({
      kind: 'folder',
      name: modelSetting(pathname, mixed),
      model: pathname,
      url: origin + pathname,
    });
  return failure({
    code: 'model-elsewhere',
    message: `${url.host} is another site; only folders of this one are opened.`,
    remedy: 'Put the model’s files on this site, or name a model of Hugging Face as owner/name.',
  });
}
