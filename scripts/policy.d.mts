/** Of the page, as its meta element holds it. */
export const metaPolicy: string;
/** Of the page, as a header. */
export const pagePolicy: string;
/** Of every worker but one. */
export const workerPolicy: string;
/** Of the one worker that asks other sites, after the user's word. */
export const outsidePolicy: string;
/** Of a page that is one file, by the hashes of its script and of its style sheet, as in `'sha256-…'`. */
export function singlePolicy(script: string, style: string): string;
/** The headers that give the page threads. */
export const isolation: Readonly<Record<string, string>>;

/** The headers that go with a file of the page, by its path without a query. */
export function headersFor(path: string): Record<string, string>;

/** All headers as a file `_headers`, which some hosts read. */
export function headersFile(): string;
