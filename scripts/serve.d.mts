/** Serves the built page of `dist/`. @returns its address, with a trailing slash */
export function serve(options: { port: number; host: string; exact: boolean }): Promise<string>;
