/** The commit that the page was built from, with "-dirty" where files were changed; put here by the build. */
declare const __PAPERGROVE_COMMIT__: string | undefined;

/** Undefined where the build did not know it, and in tests. */
export const commit =
  typeof __PAPERGROVE_COMMIT__ === 'undefined' ? undefined : __PAPERGROVE_COMMIT__;
