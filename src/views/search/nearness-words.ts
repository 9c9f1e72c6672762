/** How near papers are that do not have all words, from far on; the list needs them from the first. */
export const nearnessWords = ['Far', 'Somewhat near', 'Near', 'Very near'] as const;
