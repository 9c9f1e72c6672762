/** Where a JSON text is broken: engines either do not say or each say it differently. */

/** Line of the n-th character (from 0), counted from 1. */
export function lineAt(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < position; at = text.indexOf('\n', at + 1)) {
    line++;
  }
  return line;
}

const space = /[ \t\r\n]*/y;
const scalar = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/** End of the string that begins at `start`, or the position of what does not belong into it. */
function endOfString(
  text: string,
  start: number,
): { readonly end: number; readonly valid: boolean } {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return { end: at + 1, valid: true };
    if (code < 0x20) return { end: at, valid: false };
    if (code === 0x5c) at++;
  }
  return { end: text.length, valid: false };
}

/**
 * Position (from 0) of the first character at which the text stops being JSON, or null if it is JSON
 * all through. Linear in the length, and of any depth; escapes inside strings are not judged.
 */
export function firstJsonError(text: string): number | null {
  const open: ('{' | '[')[] = [];
  let expected: 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end' = 'value';
  for (let at = 0; ;) {
    space.lastIndex = at;
    space.exec(text);
    at = space.lastIndex;
    const inside = open.at(-1);
    const char = text.charAt(at);
    if (expected === ', or end' && inside === undefined) return at === text.length ? null : at;
    if (expected === ', or end') {
      if (char === ',') expected = inside === '{' ? 'key' : 'value';
      else if (char === (inside === '{' ? '}' : ']')) open.pop();
      else return at;
      at++;
    } else if (expected === ':') {
      if (char !== ':') return at;
      expected = 'value';
      at++;
    } else if (
      (char === '}' && expected === 'key or }') ||
      (char === ']' && expected === 'value or ]')
    ) {
      open.pop();
      expected = ', or end';
      at++;
    } else if (char === '"') {
      const { end, valid } = endOfString(text, at);
      if (!valid) return end;
      expected = expected.startsWith('key') ? ':' : ', or end';
      at = end;
    } else if (expected.startsWith('key')) return at;
    else if (char === '{' || char === '[') {
      open.push(char);
      expected = char === '{' ? 'key or }' : 'value or ]';
      at++;
    } else {
      scalar.lastIndex = at;
      if (!scalar.test(text)) return at;
      at = scalar.lastIndex;
      expected = ', or end';
    }
  }
}

/** Strings, which stay as they are, and what is no JSON though programs write it. */
const lapses = /"(?:[^"\\]|\\[^])*"|-?\b(?:NaN|Infinity)\b|,(?=\s*[}\]])/gu;

/**
 * The value of a JSON text; undefined if it is none. What some programs write though it is no JSON
 * is understood: `NaN`, a comma behind the last member, line breaks and tabs inside strings.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const mended = text
      .replaceAll(/\p{Cc}/gu, ' ')
      .replaceAll(lapses, (lapse) => (lapse.startsWith('"') ? lapse : lapse === ',' ? '' : 'null'));
    try {
      return JSON.parse(mended);
    } catch {
      return undefined;
    }
  }
}
