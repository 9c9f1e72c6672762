/** Hands a file made here to the user. */

/** @param name with its extension */
export function saveFile(name: string, mediaType: string, content: string | Blob): void {
  const url = URL.createObjectURL(new Blob([content], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the file after this turn; a minute is ample and then the memory is free.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 60_000);
}

/** A name that every file system takes: letters, digits and hyphens, at most 60 of them. */
export function fileStem(name: string): string {
  const stem = name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/gu, '')
    .slice(0, 60);
  return stem === '' ? 'papers' : stem;
}
