/** The path of a Chromium as people have it, or null when there is none. */
export function findChromium(): Promise<string | null>;
/** The same, but rather the one that is built without windows, where it is installed. */
export function findHeadlessShell(): Promise<string | null>;
/**
 * Finds a Chromium or installs one of Debian's; throws an Error that says what to do.
 *
 * @param find {@link findChromium} unless said; what it prefers is installed
 */
export function ensureChromium(find?: () => Promise<string | null>): Promise<string>;
