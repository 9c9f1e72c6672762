/** Blocks that are packed while further ones are made; the files come out in the order of the blocks. */
import { rawBlock, type Block, type BlockEntry, type PackedBlock } from './packed-block';

export interface SiteFile {
  /** Below the folder of the manifest. */
  readonly path: string;
  readonly data: Uint8Array;
}

/** Compresses what `rawBlock` gives; who calls it has no use for the bytes afterwards. */
export type Pack = (raw: Uint8Array<ArrayBuffer>) => PackedBlock | Promise<PackedBlock>;

/** Blocks that may be under way before another is made: what is made ahead takes memory. */
const mostUnderWay = 16;

export class PackQueue {
  readonly #pack: Pack;
  readonly #files: Promise<SiteFile>[] = [];

  constructor(pack: Pack) {
    this.#pack = pack;
  }

  /** Packs a block. @returns what a manifest says of it, once it is packed */
  keep(block: Block): Promise<BlockEntry> {
    const packed = Promise.resolve(this.#pack(rawBlock(block)));
    const file = packed.then(fileOf);
    const entry = packed.then(entryOf);
    // Whoever takes the files hears of a failure; the other promises must not end the process.
    file.catch(() => undefined);
    entry.catch(() => undefined);
    this.#files.push(file);
    return entry;
  }

  /** The files of the first blocks, until no more than `most` are left. */
  async *files(most = mostUnderWay): AsyncGenerator<SiteFile> {
    while (this.#files.length > most) {
      const first = this.#files.shift();
      if (first) yield await first;
    }
  }
}

/** The file of a packed block. */
export function fileOf({ hash, data }: PackedBlock): SiteFile {
  return { path: `${hash}.bin`, data };
}

/** What a manifest says of a packed block. */
export function entryOf({ bytes, raw, hash }: PackedBlock): BlockEntry {
  return { bytes, raw, hash };
}
