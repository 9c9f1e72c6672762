/** How far to trust a layout, in one plain sentence and in the terms of the field. */
import type { LayoutQuality } from '../../projection/quality';

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 });
const share = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export interface Measure {
  /** As the field calls it. */
  readonly term: string;
  readonly value: string;
  readonly meaning: string;
}

/** "How far to trust distances: 94%": the trustworthiness, since near points are what people read. */
export function trustSentence({ trustworthiness }: LayoutQuality): string {
  return `How far to trust distances: ${percent.format(trustworthiness)}`;
}

/** The measures behind the sentence (Venna & Kaski, ICANN 2001), each with what it means. */
export function trustMeasures(quality: LayoutQuality): readonly Measure[] {
  const { k, trustworthiness, continuity, neighboursKept } = quality;
  return [
    {
      term: 'Trustworthiness',
      value: share.format(trustworthiness),
      meaning: 'Whether papers shown near each other are alike: 1 when all of them are.',
    },
    {
      term: 'Continuity',
      value: share.format(continuity),
      meaning: 'Whether papers that are alike are shown near each other: 1 when all of them are.',
    },
    {
      term: 'Neighbours kept',
      value: percent.format(neighboursKept),
      meaning: `How many of the ${k} papers most like a paper are among the ${k} nearest to it here, on average.`,
    },
  ];
}
