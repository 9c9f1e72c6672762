/** Builds every kernel whose source, or the script itself, has changed since it was built. */
export function buildKernels(): Promise<void>;
