import { describe, expect, test } from 'vitest';
import {
  mixedWithLexicon,
  modelOfSetting,
  modelSetting,
  readEncoderSetting,
} from './encoder-setting';
import { hubHost, hubNamed } from './hub-listing';

const base = 'https://papers.example/map/';
const read = (text: string) => readEncoderSetting(text, base);

describe('an encoder setting', () => {
  test.each(['automatic', 'lexicon', 'lsa', 'lexicon+lsa', ' lsa+lexicon '])(
    'names what comes with the page: %s',
    (text) => {
      expect(read(text)).toEqual({ ok: true, value: { kind: 'built-in', name: text.trim() } });
    },
  );

  test.each([
    ['neural', 'automatic'],
    ['lexicon+neural', 'automatic'],
    ['neural+lexicon', 'automatic'],
    [' lsa+neural', 'lsa'],
    ['lexicon+lsa+neural', 'lexicon+lsa'],
  ])('of an earlier build stands for what is here now: %s', (text, name) => {
    const former = text.trim();
    expect(read(text)).toEqual({ ok: true, value: { kind: 'built-in', name, former } });
  });

  test('names a model of the hub', () => {
    const model = 'owner/some.model-1';
    const value = { kind: 'hub', name: model, model };
    expect(read(model)).toEqual({ ok: true, value });
  });

  test.each([
    './models/x',
    '/map/models/x/',
    'https://papers.example/map/models/x',
    '../map/models/x',
  ])('names a folder of this site in one spelling: %s', (text) => {
    const name = '/map/models/x/';
    const url = `https://papers.example${name}`;
    const value = { kind: 'folder', name, model: name, url };
    expect(read(text)).toEqual({ ok: true, value });
    expect(read(name)).toEqual({ ok: true, value });
  });

  test('puts a model beside the lexicon', () => {
    const model = 'owner/name';
    const name = `${model}+lexicon`;
    expect(read(name)).toEqual({ ok: true, value: { kind: 'hub', name, model } });
    expect(read('/models/x+lexicon')).toMatchObject({
      ok: true,
      value: { kind: 'folder', name: '/models/x/+lexicon', model: '/models/x/' },
    });
    expect(read('/models/x/+lexicon')).toEqual(read('/models/x+lexicon'));
    expect([modelOfSetting(name), modelOfSetting(model)]).toEqual([model, model]);
    expect([mixedWithLexicon(name), modelSetting(model, true)]).toEqual([true, name]);
  });

  test('refuses folders of other sites, also where they look like paths', () => {
    for (const text of ['https://models.example/x/', '//models.example/x/']) {
      expect(read(text)).toMatchObject({ ok: false, error: { code: 'model-elsewhere' } });
    }
  });

  test('refuses the rest by name', () => {
    for (const text of [
      '',
      'word',
      'lsa+word',
      'word+neural',
      '+lexicon',
      'a/b/c',
      'javascript:alert(1)',
      'a/..',
    ]) {
      expect(read(text), text).toMatchObject({ ok: false, error: { code: 'encoder-setting' } });
    }
  });
});

describe('the hub that is asked', () => {
  test('is on another machine only if it is Hugging Face', () => {
    for (const search of [
      '',
      '?hub=',
      '?hub=https://models.example/',
      '?hub=http://localhost.models.example/',
      '?hub=http://localhost@models.example/',
      '?hub=file:///models',
    ]) {
      expect(hubNamed(search), search).toBe(hubHost);
    }
  });

  test('may be on this one', () => {
    expect(hubNamed('?hub=http://localhost:8000')).toBe('http://localhost:8000/');
    expect(hubNamed('?hub=http%3A%2F%2F127.0.0.1%3A9%2F')).toBe('http://127.0.0.1:9/');
  });
});
