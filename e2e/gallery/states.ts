/**
 * Treemaps in states that are rare in use. Each is laid out with a measurer that needs no fonts, so
 * its picture is the same on every machine: the tests compare them, the gallery shows them.
 */
import { cutByHeight } from '../../src/clustering/cut';
import { childrenOf, rootOf } from '../../src/clustering/dendrogram';
import { flag, noMarks } from '../../src/explorer/marks/paper-marks';
import {
  categoryScheme,
  depthScheme,
  rampScheme,
  topicScheme,
  type ColourScheme,
  type SchemeInput,
} from '../../src/views/colour/scheme';
import { neutrals, type Theme } from '../../src/views/colour/swatch';
import type { Detail } from '../../src/views/treemap/detail';
import { layoutTreemap } from '../../src/views/treemap/layout';
import { treemapSvg, type Picture } from '../../src/views/treemap/svg';
import { shapes, treeOfShape } from '../../src/clustering/testing/tree-of-shape';
import { plainMeasure } from '../../src/views/drawing/text';
import { corpusOf, madeUpCorpus, madeUpTitle, type GalleryCorpus } from './corpora';

export interface GalleryState {
  readonly id: string;
  readonly title: string;
  readonly corpus: () => GalleryCorpus;
  readonly clusters: number;
  readonly width: number;
  readonly height: number;
  readonly theme: Theme;
  readonly detail: Detail;
  readonly coarse: boolean;
  /** Stand on the larger child of the root rather than on the root. */
  readonly zoomed: boolean;
  readonly scheme: (input: SchemeInput) => ColourScheme;
  /** Papers outlined and drawn faint, by paper. */
  readonly isOutlined: (paper: number) => boolean;
  readonly isFaint: (paper: number) => boolean;
}

function state(id: string, title: string, over: Partial<GalleryState>): GalleryState {
  return {
    id,
    title,
    corpus: () => madeUpCorpus(70),
    clusters: 8,
    width: 960,
    height: 600,
    theme: 'light',
    detail: 'card',
    coarse: false,
    zoomed: false,
    scheme: topicScheme,
    isOutlined: () => false,
    isFaint: () => false,
    ...over,
  };
}

const longTitle =
  'Towards a comprehensive understanding of representations learnt without labels, with applications ' +
  'to medicine, to law, to weather, and to everything else that anyone has ever written down or drawn';

const chineseTitles = [
  '无监督预训练的可证明优势',
  '大规模语言模型在医学影像诊断中的应用与局限：一项系统综述',
  '自己教師あり学習による画像表現の獲得と、その下流タスクへの転移に関する研究',
  '한국어 말뭉치로 학습한 언어 모델의 편향 분석과 완화 방법',
];

const unbreakable = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung';

export const galleryStates: readonly GalleryState[] = [
  state('ordinary', '70 papers, 8 topics', {}),
  state('dark', '70 papers, 20 topics, dark', { theme: 'dark', clusters: 20 }),
  state('phone', '70 papers on a phone', { width: 374, height: 640, coarse: true }),
  state('one-paper', 'One paper', { corpus: () => madeUpCorpus(1) }),
  state('two-papers', 'Two papers', { corpus: () => madeUpCorpus(2) }),
  state('tiny-view', 'A view too small for its topics', { width: 120, height: 90 }),
  state('skewed', 'Every topic much smaller than its sibling', {
    corpus: () => corpusOf(treeOfShape(120, shapes.skewed, 4), madeUpTitle),
  }),
  state('chain', 'A chain: one paper leaves at every step', {
    corpus: () => corpusOf(treeOfShape(60, shapes.chain), madeUpTitle),
    clusters: 20,
  }),
  state('even', 'An even tree of 64', {
    corpus: () => corpusOf(treeOfShape(64, shapes.even), madeUpTitle),
    clusters: 16,
  }),
  state('zoomed', 'Inside the larger half', { zoomed: true, corpus: () => madeUpCorpus(200) }),
  state('many-papers', '50,000 papers', {
    corpus: () => madeUpCorpus(50_000),
    width: 560,
    height: 360,
  }),
  state('long-titles', 'Long titles', {
    corpus: () =>
      corpusOf(treeOfShape(24, shapes.natural, 2), (paper) => `${longTitle} (${paper})`),
  }),
  state('unbreakable-titles', 'Titles of one long word', {
    corpus: () => corpusOf(treeOfShape(24, shapes.natural, 2), () => unbreakable),
  }),
  state('cjk-titles', 'Chinese, Japanese and Korean titles', {
    corpus: () =>
      corpusOf(treeOfShape(40, shapes.natural, 6), (paper) => chineseTitles[paper % 4] ?? ''),
  }),
  state('empty-titles', 'Papers without a title', {
    corpus: () => corpusOf(treeOfShape(12, shapes.natural, 6), () => ''),
    clusters: 4,
  }),
  state('dots', 'Detail: dots', { detail: 'dot', corpus: () => madeUpCorpus(600) }),
  state('titles', 'Detail: titles', { detail: 'title', corpus: () => madeUpCorpus(20) }),
  state('cards', 'Few papers with much room', { corpus: () => madeUpCorpus(9), clusters: 3 }),
  state('outlined', 'Outlined and dimmed', {
    isOutlined: (paper) => paper % 5 === 0,
    isFaint: (paper) => paper % 3 === 0,
  }),
  state('colour-safe', 'Safe palette', {
    scheme: (input) => topicScheme({ ...input, palette: 'safe' }),
  }),
  state('colour-depth', 'By depth', { scheme: depthScheme, corpus: () => madeUpCorpus(300) }),
  state('colour-category', 'By category', {
    corpus: () => madeUpCorpus(300),
    scheme: (input) =>
      categoryScheme({
        ...input,
        title: 'Category',
        valueOf: (paper) => (paper % 13 === 0 ? null : `cs.${'ABCDEFGHIJK'[paper % 11] ?? ''}`),
      }),
  }),
  state('colour-score', 'By search score', {
    scheme: (input) =>
      rampScheme({
        ...input,
        title: 'Search score',
        valueOf: (paper) => (paper % 3 === 0 ? paper : null),
        ends: ['weakest match', 'best match'],
        without: 'not found',
      }),
  }),
  state('colour-year', 'By year, dark', {
    theme: 'dark',
    corpus: () => madeUpCorpus(300),
    scheme: (input) =>
      rampScheme({ ...input, title: 'Year', valueOf: (paper) => 1990 + (paper % 35) }),
  }),
];

/** A state laid out and marked: all that its picture is drawn from. */
export function laidOut(from: GalleryState): Picture {
  const { tree, medoids, texts, topicOf } = from.corpus();
  const [larger = rootOf(tree)] = from.zoomed ? childrenOf(tree, rootOf(tree)) : [];
  const layout = layoutTreemap({
    tree,
    root: larger,
    frontier: cutByHeight(tree, larger, from.clusters),
    width: from.width,
    height: from.height,
    coarse: from.coarse,
    detail: from.detail,
    measure: plainMeasure,
    labelOf: (node) => topicOf(node).name,
    textOf: (paper) => texts[paper] ?? { title: '', byline: '', sentence: '' },
    medoidOf: (node) => medoids[node] ?? 0,
  });
  const scheme = from.scheme({ tree, root: rootOf(tree), theme: from.theme });
  const flags = Uint8Array.from(
    { length: tree.n },
    (_, paper) =>
      (from.isFaint(paper) ? flag.faint : 0) | (from.isOutlined(paper) ? flag.outlined : 0),
  );
  return {
    tree,
    layout,
    swatchOf: scheme.swatchOf,
    neutrals: neutrals[from.theme],
    measure: plainMeasure,
    title: from.title,
    legend: scheme.legend,
    parameters: `${tree.n.toLocaleString('en')} papers, ${from.clusters} clusters visible, made up`,
    marks: { ...noMarks(0), flags, any: flag.faint | flag.outlined },
    soughtIn: null,
  };
}

/** The picture of a state, as the SVG export makes it. */
export function pictureOf(from: GalleryState): string {
  return treemapSvg(laidOut(from));
}
