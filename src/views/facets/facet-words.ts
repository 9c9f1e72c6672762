/** The numbers of the facet table as they are written. */

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 });
const factor = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });
const points = new Intl.NumberFormat('en', { maximumFractionDigits: 1, signDisplay: 'always' });

/** A share, 0 to 1, in whole per cent; what would round to none is said to be something. */
export function shareWords(share: number): string {
  return share > 0 && share < 0.005 ? '<1%' : percent.format(share);
}

/** A lift as a factor: "×1.7". */
export function liftWords(lift: number): string {
  return `×${factor.format(lift)}`;
}

/** A yearly change of a share, 0 to 1; empty where it is not known. */
export function trendWords(trend: number): string {
  return Number.isNaN(trend) ? '' : `${points.format(100 * trend)} percentage points a year`;
}
