/**
 * Cells that a spreadsheet would run as a formula, made text and read back. What begins with `=`, `+`, `-`,
 * `@`, a tab or a line break (also in full width) gets an apostrophe in front, as OWASP's page on CSV
 * injection advises (https://owasp.org/www-community/attacks/CSV_Injection); plain numbers run nothing
 * and stay numbers.
 */

const runs = /^'*[=+\-@\t\r\n＝＋－＠]/u;
const plainNumber = /^[+-]?\d+(?:[.,]\d+)?(?:e[+-]?\d+)?%?$/iu;

/** The cell as text that nothing runs. One that begins with apostrophes before such a sign gets one more. */
export function guarded(cell: string): string {
  return runs.test(cell) && !plainNumber.test(cell) ? `'${cell}` : cell;
}

/** The cell as it was before {@link guarded}. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && runs.test(cell) ? cell.slice(1) : cell;
}
