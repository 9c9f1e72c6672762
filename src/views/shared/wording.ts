/** Small wording rules shared by every view. */

const whole = new Intl.NumberFormat('en');

/** A count with thousands separators: "1,204". */
export function count(value: number): string {
  return whole.format(value);
}

/** A count with its noun: "1 paper", "1,204 papers". */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${whole.format(value)} ${value === 1 ? one : many}`;
}

/** Authors as a line of running text: all up to three, then the first and "et al.". */
export function authorLine(authors: readonly string[]): string {
  return authors.length <= 3 ? authors.join(', ') : `${authors[0] ?? ''} et al.`;
}

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 });

/**
 * A share as a percentage: some are never 0%, and not all never 100%.
 *
 * @param share 0 to 1
 */
export function shareWords(share: number): string {
  if (share > 0 && share < 0.005) return 'under 1%';
  if (share < 1 && share >= 0.995) return 'over 99%';
  return percent.format(share);
}
