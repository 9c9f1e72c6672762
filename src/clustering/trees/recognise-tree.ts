/** Which format a tree is in, by what the file says and not by what its name ends in. */

export type TreeFileFormat = 'Newick' | 'nested JSON';

/** Characters from either end of a file that {@link recogniseTree} wants to see. */
export const treeSample = 4096;

/** Fields of one value each before the children: how a nested tree begins, and no list of papers. */
const nested =
  /^\{\s*(?:"(?:[^"\\]|\\.)*"\s*:\s*(?:"(?:[^"\\]|\\.)*"|[-+.\deE]+|true|false|null)\s*,\s*)*"children"\s*:\s*\[/u;

/** A parenthesis before a quoted name, or before a bare one with a length or a neighbour. */
const quotedNewick = /^\([\s(]*'/u;
const bareNewick = /^\([\s(]*[^\s()[\]{}/\\,;:='"]+\s*[:,]/u;

/**
 * Recognises a tree; null for anything else.
 *
 * @param beginning first characters of a text
 * @param ending its last ones
 */
export function recogniseTree(beginning: string, ending: string): TreeFileFormat | null {
  const text = beginning.replace(/^\uFEFF/u, '').trimStart();
  if (nested.test(text)) return 'nested JSON';
  // A list of papers may begin with a parenthesis, but does not end with a semicolon as well.
  const newick = quotedNewick.test(text) || (bareNewick.test(text) && /;\s*$/u.test(ending));
  return newick ? 'Newick' : null;
}
