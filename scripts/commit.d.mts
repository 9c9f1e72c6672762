/** The commit that a build is made from; undefined outside a repository. */
export function commit(): string | undefined;
