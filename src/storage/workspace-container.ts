/**
 * The envelope of a workspace file: named sections of JSON and of numbers, laid one after the other
 * so that each can be read by itself and none is unpacked to more than it weighs.
 *
 * Layout, little-endian: the eight bytes "PGROVEWS"; uint32 version; uint32 length of the table; the
 * table (JSON in UTF-8: `[{ "name", "type", "bytes" }, …]`, filled up with spaces); then the
 * sections in the order of the table. The table and every section are filled up to a multiple of
 * eight bytes.
 */
import * as v from 'valibot';

export const workspaceVersion = 1;

/** A section's content: anything JSON can hold, or numbers. */
export type SectionData =
  | { readonly type: 'json'; readonly data: unknown }
  | { readonly type: 'float32'; readonly data: Float32Array }
  | { readonly type: 'int32'; readonly data: Int32Array }
  | { readonly type: 'uint32'; readonly data: Uint32Array };

export type Section = SectionData & { readonly name: string };

/** Why a file is not a workspace that can be read here; `reason` ends a sentence. */
export class UnreadableWorkspace extends Error {
  constructor(
    readonly kind: 'damaged' | 'newer',
    readonly reason: string,
  ) {
    super(reason);
    this.name = 'UnreadableWorkspace';
  }
}

const magic = 'PGROVEWS';
const preludeBytes = 16;
const alignment = 8;
/** The table names a handful of sections, and one for every 2,000 papers. */
const mostTableBytes = 1 << 20;
/** Longest JSON section believed: 2,000 papers of a hundred thousand characters each. */
const mostJsonBytes = 1 << 28;

const tableSchema = v.array(
  v.object({
    name: v.pipe(v.string(), v.maxLength(100)),
    type: v.picklist(['json', 'float32', 'int32', 'uint32']),
    bytes: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  }),
);

interface Place {
  readonly type: SectionData['type'];
  readonly from: number;
  readonly bytes: number;
}

/** Whether a file is a workspace, by its first bytes. */
export async function isWorkspace(file: Blob): Promise<boolean> {
  return (await file.slice(0, magic.length).text()) === magic;
}

/** Lays sections into one file; equal sections give equal bytes. */
export function writeContainer(sections: readonly Section[]): Blob {
  const contents = sections.map((section) =>
    section.type === 'json'
      ? new TextEncoder().encode(JSON.stringify(section.data))
      : new Uint8Array(section.data.buffer, section.data.byteOffset, section.data.byteLength),
  );
  const table = new TextEncoder().encode(
    JSON.stringify(
      sections.map(({ name, type }, i) => ({ name, type, bytes: contents[i]?.length ?? 0 })),
    ),
  );
  const tableBytes = aligned(table.length);
  const head = new Uint8Array(preludeBytes + tableBytes).fill(0x20);
  const view = new DataView(head.buffer);
  head.set(new TextEncoder().encode(magic));
  view.setUint32(magic.length, workspaceVersion, true);
  view.setUint32(magic.length + 4, tableBytes, true);
  head.set(table, preludeBytes);
  const parts: BlobPart[] = [head];
  // A Blob takes no shared memory, and a copy keeps the file apart from what goes on changing.
  for (const content of contents)
    parts.push(content.slice(), new Uint8Array(aligned(content.length) - content.length));
  return new Blob(parts, { type: 'application/octet-stream' });
}

/** The sections of a workspace file, read one by one as they are asked for. */
export class Container {
  readonly #file: Blob;
  readonly #places: ReadonlyMap<string, Place>;

  private constructor(file: Blob, places: ReadonlyMap<string, Place>) {
    this.#file = file;
    this.#places = places;
  }

  /** @throws UnreadableWorkspace */
  static async open(file: Blob): Promise<Container> {
    if (!(await isWorkspace(file))) throw damaged('it does not begin like one');
    const prelude = await file.slice(0, preludeBytes).arrayBuffer();
    if (prelude.byteLength < preludeBytes) throw damaged('it is cut short');
    const view = new DataView(prelude);
    const version = view.getUint32(magic.length, true);
    if (version > workspaceVersion) throw new UnreadableWorkspace('newer', `version ${version}`);
    const tableBytes = view.getUint32(magic.length + 4, true);
    if (version < 1 || tableBytes > mostTableBytes || tableBytes % alignment !== 0)
      throw damaged('its table of contents cannot be read');
    const table = v.safeParse(
      tableSchema,
      parse(await file.slice(preludeBytes, preludeBytes + tableBytes).text(), 'table of contents'),
    );
    if (!table.success) throw damaged('its table of contents cannot be read');
    const places = new Map<string, Place>();
    let from = preludeBytes + tableBytes;
    for (const { name, type, bytes } of table.output) {
      if (places.has(name)) throw damaged(`it has two sections “${name}”`);
      places.set(name, { type, from, bytes });
      from += aligned(bytes);
    }
    if (from !== file.size)
      throw damaged(from > file.size ? 'it is cut short' : 'there is something behind its end');
    return new Container(file, places);
  }

  /** @throws UnreadableWorkspace when it is missing or no JSON */
  async json(name: string): Promise<unknown> {
    const place = this.#place(name, 'json');
    if (place.bytes > mostJsonBytes) throw damaged(`its section “${name}” is too large`);
    return parse(await this.#slice(place).text(), name);
  }

  /** @throws UnreadableWorkspace when it is missing, or not of this length and finite throughout */
  async float32(name: string, length: number): Promise<Float32Array> {
    const data = new Float32Array(await this.#numbers(name, 'float32', length));
    if (!data.every(Number.isFinite)) throw damaged(`its section “${name}” is not finite`);
    return data;
  }

  /** @throws UnreadableWorkspace when it is missing or not of this length */
  async int32(name: string, length: number): Promise<Int32Array> {
    return new Int32Array(await this.#numbers(name, 'int32', length));
  }

  /** @throws UnreadableWorkspace when it is missing, or not of this length and below `limit` */
  async uint32(name: string, length: number, limit: number): Promise<Uint32Array> {
    const data = new Uint32Array(await this.#numbers(name, 'uint32', length));
    if (!data.every((value) => value < limit))
      throw damaged(`its section “${name}” points outside the papers`);
    return data;
  }

  #numbers(
    name: string,
    type: Exclude<SectionData['type'], 'json'>,
    length: number,
  ): Promise<ArrayBuffer> {
    const place = this.#place(name, type);
    // Every number takes four bytes.
    if (place.bytes !== 4 * length) throw damaged(`its section “${name}” has the wrong size`);
    return this.#slice(place).arrayBuffer();
  }

  #place(name: string, type: SectionData['type']): Place {
    const place = this.#places.get(name);
    if (place?.type !== type) throw damaged(`it has no section “${name}”`);
    return place;
  }

  #slice({ from, bytes }: Place): Blob {
    return this.#file.slice(from, from + bytes);
  }
}

/** A workspace that is not what it should be; the reason ends a sentence. */
export function damaged(reason: string): UnreadableWorkspace {
  return new UnreadableWorkspace('damaged', reason);
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / alignment) * alignment;
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged(`its ${name} cannot be read`);
  }
}
