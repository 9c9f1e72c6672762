/**
 * The pretrained lexicon's encoder without its file: named at once, so that kept results are found,
 * and fetched when it is opened or first encodes. The sums of words are made on a device, in the
 * embedding worker, where one was started beforehand, else in script: the bytes are the same.
 */
import { Background } from '../clustering/labels/background';
import type { Machine } from '../embedding/device-ladder';
import type { DeviceStatus } from '../embedding/device-status';
import type { EncodeOptions, Encoder, EncoderText } from '../embedding/encoder';
import {
  forPairs,
  lexiconEncoder,
  lexiconProcedure,
  mostStepping,
  type WordSums,
} from '../embedding/lexicon';
import {
  lexiconPath,
  readLexicon,
  unreadableLexicon,
  type LexiconWithUses,
} from '../embedding/lexicon-file';
import { testAgainst } from '../embedding/self-test';
import { selfTestTexts } from '../embedding/self-test-texts';
import type { TermCounts } from '../embedding/term-counts';
import { sumCounted } from '../embedding/counted-sums';
import { sumWords, weighText, wordTable, type WordTable } from '../embedding/word-sum';
import { messageOf, success, type Result } from '../foundation/result';
import { summedInScript } from './device-sentences';
import { openOnDevice, type OnDevice } from './on-device';
import type { ReadOwnFile } from './own-files';
import type { CorpusPart } from './stages';
import type { WorkerLike } from './worker-client';

/** The lexicon as a part of a map's vectors. */
export type LexiconPart = Omit<CorpusPart, 'weight'>;

/** Why no device is at hand on a published map. */
const withoutRuntime = 'This map was published without what runs models.';

/** Length of the vectors that the shipped lexicon gives. */
const dimension = 384;

export interface LexiconParts {
  /** Reads one of the page's own files by its path. */
  readonly read: ReadOwnFile;
  /** What the machine has to offer, asked when a device is about to be tried. */
  readonly machine: () => Promise<Machine>;
  /** Starts an embedding worker. */
  readonly start: () => WorkerLike;
  /** Whether there is what devices are used by; so unless said. No file of it is asked for elsewhere. */
  readonly hasRuntime?: boolean;
}

interface Opened {
  readonly lexicon: LexiconWithUses;
  readonly file: Uint8Array;
  readonly table: WordTable;
}

export class LexiconSource {
  readonly onDevice: LexiconPart = this.#part(() => this.#sumsOnDevice);
  readonly inScript: LexiconPart = this.#part(
    ({ table }) =>
      (_texts, counts, options) =>
        inScript(table, counts, options, summedInScript(null)),
  );

  readonly #parts: LexiconParts;
  #background: Background | undefined;
  #opened: Opened | undefined;
  #fetching: Promise<Result<Opened>> | undefined;
  #starting:
    { readonly work: AbortController; readonly device: Promise<Result<OnDevice>> } | undefined;

  constructor(parts: LexiconParts) {
    this.#parts = parts;
  }

  /** What the training text says of words; null where the file cannot be had, and names go without. */
  readonly background = async (): Promise<Background | null> => {
    const opened = await this.#open();
    if (!opened.ok) return null;
    return (this.#background ??= new Background(opened.value.lexicon));
  };

  /** Starts the device before there are papers, so that they need not wait for it. */
  prepare(): void {
    if (this.#parts.hasRuntime === false) return;
    if (this.#starting !== undefined) return;
    const work = new AbortController();
    const device = this.#start(work.signal);
    this.#starting = { work, device };
    // Whoever needs it hears of it. One that did not start is tried again the next time.
    device.catch(() => {
      if (this.#starting?.device === device) this.#starting = undefined;
    });
  }

  /** Gives the memory of a device back that nobody needed. */
  dismiss(): void {
    const starting = this.#starting;
    this.#starting = undefined;
    starting?.work.abort();
    starting?.device.then(
      (device) => device.ok && device.value.close(),
      () => undefined,
    );
  }

  #part(sumsOf: (opened: Opened) => WordSums): LexiconPart {
    let encoder: Encoder | undefined;
    const open = async (): Promise<Result<Encoder>> => {
      if (encoder !== undefined) return success(encoder);
      const opened = await this.#open();
      if (!opened.ok) return opened;
      encoder = lexiconEncoder(opened.value.lexicon, {}, sumsOf(opened.value));
      return success(encoder);
    };
    const name = {
      fingerprint: `lexicon:${lexiconPath}:${lexiconProcedure}`,
      scope: 'corpus',
      dimension,
    } as const;
    return {
      open,
      pairs: { encoder: this.#forPairs(`${name.fingerprint}:pairs`), mostPapers: mostStepping },
      encoder: {
        ...name,
        encode: async (texts, options) => {
          const opened = await open();
          if (!opened.ok) throw new Error(opened.error.message);
          return opened.value.encode(texts, options);
        },
        queries: async (texts, rows, options) => {
          const opened = await open();
          const queries = opened.ok ? opened.value.queries?.(texts, rows, options) : undefined;
          if (queries === undefined)
            throw new Error(opened.ok ? 'The lexicon embeds no queries.' : opened.error.message);
          return queries;
        },
      },
    };
  }

  #forPairs(fingerprint: string): Encoder {
    return {
      fingerprint,
      scope: 'corpus',
      dimension,
      encode: async (texts, options) => {
        const opened = await this.#open();
        if (!opened.ok) throw new Error(opened.error.message);
        return lexiconEncoder(opened.value.lexicon, forPairs).encode(texts, options);
      },
    };
  }

  /** The lexicon's file, fetched once. */
  async #open(): Promise<Result<Opened>> {
    if (this.#opened !== undefined) return success(this.#opened);
    this.#fetching ??= loadWhole(this.#parts.read);
    const opened = await this.#fetching;
    this.#fetching = undefined;
    if (opened.ok) this.#opened = opened.value;
    return opened;
  }

  async #start(signal: AbortSignal): Promise<Result<OnDevice>> {
    const opened = await this.#open();
    if (!opened.ok) return opened;
    const { file, table } = opened.value;
    const { machine, start } = this.#parts;
    return openOnDevice(
      { machine, start, what: { kind: 'lexicon', file }, selfTest: testAgainst(rowsOf(table)) },
      signal,
    );
  }

  /** On a device that was started beforehand: nobody waits for one, since script is sooner done. */
  readonly #sumsOnDevice: WordSums = async (texts, counts, options) => {
    const { signal, onDevice } = options;
    let missing = this.#parts.hasRuntime === false ? withoutRuntime : null;
    if (this.#starting !== undefined) {
      try {
        const device = await unlessAborted(this.#starting.device, signal);
        if (device.ok) {
          onDevice?.(device.value.device);
          const { data } = await device.value.encode(texts, signal ? { signal } : {});
          return data;
        }
        missing = device.error.message;
      } catch (thrown) {
        signal?.throwIfAborted();
        missing = messageOf(thrown);
      } finally {
        // Who stopped the work may soon go on with it; else the memory comes back.
        if (!signal?.aborted) this.dismiss();
      }
    }
    const opened = await this.#open();
    if (!opened.ok) throw new Error(opened.error.message);
    return inScript(opened.value.table, counts, options, summedInScript(missing));
  };
}

async function loadWhole(read: ReadOwnFile): Promise<Result<Opened>> {
  try {
    const file = await read(lexiconPath);
    const lexicon = readLexicon(file);
    if (!lexicon.ok) return lexicon;
    return success({ lexicon: lexicon.value, file, table: wordTable(lexicon.value) });
  } catch (thrown) {
    return unreadableLexicon(messageOf(thrown));
  }
}

function inScript(
  table: WordTable,
  counts: TermCounts,
  { signal, onDevice }: EncodeOptions,
  device: DeviceStatus,
): Promise<Float32Array> {
  onDevice?.(device);
  return sumCounted(table, counts, signal);
}

/** What a device must give for the fixed sentences. */
function rowsOf(table: WordTable): Float32Array[] {
  return selfTestTexts.map((text: EncoderText) => {
    const row = new Float32Array(table.dimension);
    sumWords(table, weighText(table, text), row);
    return row;
  });
}

/** @throws the signal's reason as soon as it is aborted */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
