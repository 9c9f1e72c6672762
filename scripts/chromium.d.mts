/** The path of a Chromium, or null when there is none. */
export function findChromium(): Promise<string | null>;
/** Finds a Chromium or installs Debian's; throws an Error that says what to do. */
export function ensureChromium(): Promise<string>;
