/** The shape of the built kernels, for type checks before they have been built. */
declare module '*/generated/ward' {
  export const wardBuilds: Readonly<
    Record<'plain' | 'relaxed' | 'plainShared' | 'relaxedShared', string>
  >;
}

declare module '*/generated/umap' {
  export const umapBuilds: Readonly<
    Record<'plain' | 'relaxed' | 'plainShared' | 'relaxedShared', string>
  >;
}

declare module '*/generated/sums' {
  export const sumsBuilds: Readonly<
    Record<'plain' | 'relaxed' | 'plainShared' | 'relaxedShared', string>
  >;
}
