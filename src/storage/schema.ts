/**
 * The shape of what is kept, and how older shapes become this one. Everything is addressed by one
 * string key; everything computed is addressed by the content key of what it was made from, so a
 * record is either right or unreachable and never stale.
 */
import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { Dendrogram } from '../clustering/dendrogram';
import type { Topic } from '../clustering/topic';
import type { Corpus, Paper } from '../corpus/paper';
import type { DeviceStatus } from '../embedding/device-status';
import type { Vectors } from '../embedding/encoder';
import type { Layout } from '../projection/layout';
import type { Neighbours } from '../clustering/neighbours';

/** A corpus without its papers and vectors. */
export interface CorpusRecord {
  /** The corpus's id. */
  readonly key: string;
  readonly name: string;
  readonly paperCount: number;
  /** Records of `papers` that hold them: `${key}/0` to `${key}/${chunks - 1}`. */
  readonly chunks: number;
  /** Approximate size of its papers and of the vectors it brought. */
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly addedAt: number;
  readonly openedAt: number;
  /** What a corpus carries beside its papers and vectors. */
  readonly rest: Omit<Corpus, 'id' | 'name' | 'papers' | 'vectors' | 'unreadable'>;
}

/** Some papers of a corpus, in order. */
export interface PapersRecord {
  readonly key: string;
  readonly papers: readonly Paper[];
}

/** The vectors that came with a corpus, apart from it so that a list of corpora does not read them. */
export interface BroughtRecord {
  /** The corpus's id. */
  readonly key: string;
  readonly vectors: NonNullable<Corpus['vectors']>;
}

/** The vector one encoder gave one text. */
export interface VectorRecord {
  /** `contentKey(encoder fingerprint, text)`; the fingerprint names the windowing too. */
  readonly key: string;
  readonly vector: Float32Array;
  /** See `checksum`; records written before there were any have none. */
  readonly sum?: number;
}

/** Medoid and cohesion of every node of a tree, length 2n-1 each. */
export interface NodeSummary {
  readonly medoids: Uint32Array;
  readonly cohesion: Float32Array;
}

/** How a map was made, when it was really computed. */
export interface MakingRecord {
  /** Fingerprints of the encoders, joined by " + ". */
  readonly encoder: string;
  /** Length of a vector. */
  readonly dimension: number;
  readonly device: DeviceStatus;
  /** Milliseconds spent per stage, absent where the result came from storage. */
  readonly milliseconds: Readonly<Partial<Record<string, number>>>;
  /** The product's version. */
  readonly version: string;
  /** The commit it was built from; absent where that was not known, or not recorded yet. */
  readonly commit?: string;
  /** ISO 8601. */
  readonly madeAt: string;
  /** Papers that were added later and placed into the layout of the others; absent where all were laid out together. */
  readonly placed?: number;
  /** What the tree was read from; absent where the papers were clustered. */
  readonly tree?: string;
}

/** What each kind of stage result is. */
export interface StageResults {
  readonly vectors: Vectors;
  readonly tree: Dendrogram;
  readonly summary: NodeSummary;
  readonly topics: readonly Topic[];
  readonly neighbours: Neighbours;
  readonly layout: Layout;
  readonly making: MakingRecord;
}

export type ResultKind = keyof StageResults;

/** A stage's result under the content key of its inputs, settings and version. */
export interface ResultRecord {
  readonly key: string;
  /** Says which of {@link StageResults} `value` is. */
  readonly kind: ResultKind;
  readonly value: StageResults[ResultKind];
  /** Vectors too long for one record lie in this many others, `${key}/0` and on; `value` has none. */
  readonly parts?: number;
  /** Of `value`, see `checksum`; records written before there were any have none. */
  readonly sum?: number;
}

/** Which computed records a corpus uses, so that deleting it frees what no other corpus uses. */
export interface HoldingRecord {
  /** `${corpusId}/${store}` */
  readonly key: string;
  readonly corpusId: string;
  readonly store: 'vectors' | 'results';
  readonly keys: readonly string[];
  /** Size of each, in the order of `keys`. */
  readonly bytes: readonly number[];
}

/** The papers of a topic that was given a name, by which it is found on other maps. */
export interface TopicPapers {
  /** How many papers it held. */
  readonly size: number;
  /** Their ids: all of them, or an even sample of many. */
  readonly ids: readonly string[];
  /** Papers of the corpus at that time; those behind them were added later. */
  readonly known: number;
}

/** What a person did with a corpus. */
export interface UserState {
  /** Names given to topics, by the content key of the topic's paper ids (see `topicKey`). */
  readonly topicNames: Readonly<Record<string, string>>;
  /** The papers of those topics, by the same keys; of names given in earlier versions there are none. */
  readonly topicPapers: Readonly<Record<string, TopicPapers>>;
  /** Words, or phrases, that names of topics are made without. */
  readonly hiddenWords: readonly string[];
  /** Ids of starred papers. */
  readonly starred: readonly string[];
  /** Ids of papers marked as read. */
  readonly read: readonly string[];
  /** Notes by paper id. */
  readonly notes: Readonly<Record<string, string>>;
  /** Paper ids in reading order. */
  readonly readingList: readonly string[];
  /** Names of saved searches, by what is asked for. */
  readonly searches: Readonly<Record<string, string>>;
}

export const blankUserState: UserState = {
  topicNames: {},
  topicPapers: {},
  hiddenWords: [],
  starred: [],
  read: [],
  notes: {},
  readingList: [],
  searches: {},
};

export interface UserStateRecord {
  /** The corpus's id. */
  readonly key: string;
  readonly state: UserState;
}

/** Every object store with its records. */
export interface Schema extends DBSchema {
  corpora: { key: string; value: CorpusRecord };
  papers: { key: string; value: PapersRecord };
  vectors: { key: string; value: VectorRecord };
  results: { key: string; value: ResultRecord };
  holdings: { key: string; value: HoldingRecord };
  userStates: { key: string; value: UserStateRecord };
  brought: { key: string; value: BroughtRecord };
}

export const storeNames = [
  'corpora',
  'papers',
  'brought',
  'vectors',
  'results',
  'holdings',
  'userStates',
] as const;

export type StoreName = (typeof storeNames)[number];

export type RecordOf<Name extends StoreName> = Schema[Name]['value'];

export const databaseName = 'papergrove';

/** Takes the database from one version to the next. */
type Migration = (database: IDBPDatabase<Schema>, upgrade: Upgrade) => void | Promise<void>;

/** The one transaction in which a database changes its version. */
export type Upgrade = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>;

/**
 * Migration `i` takes version `i` to `i + 1`. Never change one that was published: add another.
 */
const migrations: readonly Migration[] = [
  (database) => {
    const names: readonly StoreName[] = [
      'corpora',
      'papers',
      'vectors',
      'results',
      'holdings',
      'userStates',
    ];
    for (const name of names) database.createObjectStore(name, { keyPath: 'key' });
  },
  async (database, upgrade) => {
    database.createObjectStore('brought', { keyPath: 'key' });
    let cursor = await upgrade.objectStore('corpora').openCursor();
    while (cursor !== null) {
      const { vectors, ...rest }: Omit<Corpus, 'id' | 'name' | 'papers'> = cursor.value.rest;
      if (vectors !== undefined) {
        await upgrade.objectStore('brought').put({ key: cursor.value.key, vectors });
        const bytes = cursor.value.bytes + vectors.data.byteLength;
        await cursor.update({ ...cursor.value, rest, bytes });
      }
      cursor = await cursor.continue();
    }
  },
];

export const databaseVersion = migrations.length;

/** Brings a database of `oldVersion` (0 when new) to {@link databaseVersion}. */
export async function migrate(
  database: IDBPDatabase<Schema>,
  oldVersion: number,
  upgrade: Upgrade,
): Promise<void> {
  for (const migration of migrations.slice(oldVersion)) await migration(database, upgrade);
}
