/**
 * How many cases a property is tried with: as many as its test says in `npm test`, ten times as many in
 * `npm run test:all`, and 10,000 in `npm run fuzz`.
 *
 * @param usual at least 1
 */
export function cases(usual: number): number {
  const fixed = Number(process.env['PAPERGROVE_FUZZ_CASES'] ?? 0);
  if (fixed > 0) return fixed;
  return process.env['PAPERGROVE_TEST_ALL'] ? 10 * usual : usual;
}
