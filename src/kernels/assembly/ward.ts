/**
 * Ward's inner loops in AssemblyScript. All data lie in an imported memory at addresses given by the
 * caller; nothing is allocated here. Rows are f32, row-major, `stride` floats apart, padded with
 * zeros to a multiple of eight. Panels hold eight rows side by side, coordinate by coordinate.
 *
 * Everything that decides a result (`rowDistance`, `distances`, `multiply`, `mergeRows`,
 * `mergeCentroids`) uses plain SIMD in a fixed order, which WebAssembly defines to the bit, so the
 * same input gives the same tree everywhere. Relaxed SIMD serves only the lower bound in `scan`,
 * whose margin covers its rounding.
 */
export { pack, multiply } from './ward/products';
export { distances, smallest, mergeRows, compact } from './ward/matrix';
export { rowDistance, mergeCentroids } from './ward/clusters';
export { buildIndex } from './ward/search-index';
export { prepare } from './ward/batch';
export { scan } from './ward/scan';
