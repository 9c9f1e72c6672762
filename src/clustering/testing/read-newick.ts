/** A reader of Newick with quoted names, for tests of what is written. */

export interface NewickNode {
  readonly name: string;
  /** Branch length; NaN where none is written. */
  readonly length: number;
  readonly children: readonly NewickNode[];
}

/** @throws if the text is not one whole tree */
export function readNewick(text: string): NewickNode {
  let at = 0;
  const expected = (sign: string): void => {
    if (text[at] !== sign) throw new Error(`Expected ${sign} at ${at} of ${text}`);
    at++;
  };
  const node = (): NewickNode => {
    const children: NewickNode[] = [];
    if (text[at] === '(') {
      do {
        at++;
        children.push(node());
      } while (text[at] === ',');
      expected(')');
    }
    let name = '';
    expected("'");
    while (text[at] !== "'" || text[at + 1] === "'") {
      if (at >= text.length) throw new Error('A name does not end.');
      at += text[at] === "'" ? 1 : 0;
      name += text[at] ?? '';
      at++;
    }
    at++;
    const [written = '', digits = 'NaN'] = /^:([\d.e+-]+)/iu.exec(text.slice(at)) ?? [];
    at += written.length;
    return { name, length: Number(digits), children };
  };
  const root = node();
  expected(';');
  return root;
}
