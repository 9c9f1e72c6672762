/**
 * What the address says about the view: corpus, topic, cut and selected paper in a short readable
 * hash, such as `#corpus=my-review&topic=131-contrastive-learning&cut=12-size&paper=2401.01234`.
 * Opening it gives the same view; anything unreadable in it is left out rather than refused.
 */

/** The order in which a topic is opened until enough clusters are visible. */
export type CutMethod = 'height' | 'size' | 'breadth';

export const cutMethods: readonly CutMethod[] = ['height', 'size', 'breadth'];

/** How many clusters are visible: a number of them, or as many as the room lets a person read. */
export type ClusterCount = number | 'auto';

export const fewestClusters = 2;
export const mostClusters = 20;
export const usualClusters = 8;

export interface CutChoice {
  readonly method: CutMethod;
  readonly count: ClusterCount;
}

export const defaultCut: CutChoice = { method: 'height', count: usualClusters };

export interface Address {
  /** A bundled corpus by name, a kept one by id, or the URL of a corpus file; null for the default. */
  readonly corpus: string | null;
  /** Dendrogram node of the topic on show; null for the root. */
  readonly topic: number | null;
  readonly cut: CutChoice;
  /** Id of the selected paper. */
  readonly paper: string | null;
  /**
   * What was clustered afresh on its own: a node of the whole map, or `chosen` for papers chosen by
   * hand, which only this visit remembers; null for the whole corpus.
   */
  readonly within: string | null;
  /** What is searched for. */
  readonly query: string | null;
  /** The encoder, as `readEncoderSetting` reads it; null for the automatic choice. */
  readonly encoder: string | null;
}

export const defaultAddress: Address = {
  corpus: null,
  topic: null,
  cut: defaultCut,
  paper: null,
  within: null,
  query: null,
  encoder: null,
};

/** At most the first five words of a name in lower case, for people reading the address. */
export function slug(name: string): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(0, 5).join('-');
}

/** Keeps what is legible in a hash (`/ : , @`) as it is and escapes the rest. */
function escapeValue(value: string): string {
  return encodeURIComponent(value).replace(/%(2F|3A|2C|40)/g, (code) => decodeURIComponent(code));
}

/**
 * The hash of a view, with its `#`; empty for the default view.
 *
 * @param topicName makes the topic readable; it is ignored when the address is read back
 */
export function formatAddress(address: Address, topicName = ''): string {
  const parts: string[] = [];
  const add = (key: string, value: string): void => {
    parts.push(`${key}=${escapeValue(value)}`);
  };
  if (address.corpus !== null) add('corpus', address.corpus);
  if (address.within !== null) add('within', address.within);
  if (address.topic !== null) {
    const words = slug(topicName);
    add('topic', words === '' ? String(address.topic) : `${address.topic}-${words}`);
  }
  const { method, count } = address.cut;
  if (method !== defaultCut.method) add('cut', `${count}-${method}`);
  else if (count !== defaultCut.count) add('cut', String(count));
  if (address.paper !== null) add('paper', address.paper);
  if (address.query !== null) add('q', address.query);
  if (address.encoder !== null) add('encoder', address.encoder);
  return parts.length === 0 ? '' : `#${parts.join('&')}`;
}

function parseCut(text: string | null): CutChoice {
  const [countText = '', methodText = ''] = (text ?? '').split('-');
  const method = cutMethods.find((known) => known === methodText) ?? defaultCut.method;
  if (countText === 'auto') return { method, count: 'auto' };
  const count = Number.parseInt(countText, 10);
  return {
    method,
    count: Number.isNaN(count)
      ? defaultCut.count
      : Math.min(mostClusters, Math.max(fewestClusters, count)),
  };
}

function parseTopic(text: string | null): number | null {
  const digits = /^\d+/.exec(text ?? '')?.[0];
  const node = digits === undefined ? Number.NaN : Number.parseInt(digits, 10);
  return Number.isSafeInteger(node) ? node : null;
}

/** Reads a hash, with or without its `#`. */
export function parseAddress(hash: string): Address {
  // URLSearchParams would turn "+" into a space; a hand-typed "C++" keeps its signs.
  const fields = new URLSearchParams(hash.replace(/^#/, '').replaceAll('+', '%2B'));
  const text = (key: string): string | null => {
    const value = fields.get(key);
    return value === null || value === '' ? null : value;
  };
  return {
    corpus: text('corpus'),
    topic: parseTopic(text('topic')),
    cut: parseCut(text('cut')),
    paper: text('paper'),
    within: text('within'),
    query: text('q'),
    encoder: text('encoder'),
  };
}
