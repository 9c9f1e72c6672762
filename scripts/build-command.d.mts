/** Builds the command of the package into `bin/`. */
export function buildCommand(): Promise<void>;
