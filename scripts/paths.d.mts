/** The repository's root, without a trailing slash. */
export const root: string;
