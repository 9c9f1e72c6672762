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
