/**
 * Cells that a spreadsheet would run as a formula, made text and read back. What begins with `=`, `+`, `-`,
 * `@`, a tab or a line break (also in full width) gets an apostrophe in front, as OWASP's page on CSV
 * injection advises (https://owasp.org/www-community/attacks/CSV_Injection); so does what would begin
 * a cell of its own where a spreadsheet cuts at semicolons, tabs or line breaks within. Plain numbers
 * run nothing and stay numbers.
 */

const runs = /^'*[=+\-@\t\r\n＝＋－＠]/u;
const plainNumber = /^[+-]?\d+(?:[.,]\d+)?(?:e[+-]?\d+)?%?$/iu;
/** Behind what cuts cells elsewhere, quotation marks and apostrophes: a sign that no number follows. */
const runsWithin =
  /([;\t\r\n]"*)('*)(?=[=@＝＋－＠]|[+-](?!\d+(?:[.,]\d+)?(?:e[+-]?\d+)?%?(?:[;\s"]|$)))/giu;

/** The cell as text that nothing runs. What begins with apostrophes before such a sign gets one more. */
export function guarded(cell: string): string {
  const whole = cell.replace(runsWithin, "$1'$2");
  return runs.test(cell) && !plainNumber.test(cell) ? `'${whole}` : whole;
}

/** The cell as it was before {@link guarded}. */
export function unguarded(cell: string): string {
  const whole = cell.startsWith("'") && runs.test(cell) ? cell.slice(1) : cell;
  return whole.replace(runsWithin, (_, cut: string, marks: string) => cut + marks.slice(1));
}
