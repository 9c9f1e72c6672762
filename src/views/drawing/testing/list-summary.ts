/** A list of drawing commands in a few lines, for snapshots that a person can read. */
import type { Command, TextCommand } from '../commands';
import { cssOfPacked, opacityOfPacked } from '../packed-colour';

/**
 * How many of each kind a list holds, in which opacities and fonts, the order of the kinds, and a
 * number that changes with any of its boxes, colours and words.
 */
export function listSummary(list: readonly Command[]): Readonly<Record<string, unknown>> {
  const order: string[] = [];
  for (const { kind } of list) if (order.at(-1) !== kind) order.push(kind);
  const texts = list.filter((command): command is TextCommand => command.kind === 'text');
  const dots = list.flatMap((command) => (command.kind === 'dots' ? [...command.colours] : []));
  const opacities = [
    ...list.flatMap((command) => (command.kind === 'dots' ? [] : [command.opacity])),
    ...dots.map(opacityOfPacked),
  ];
  return {
    order: order.join(' '),
    boxes: list.filter(({ kind }) => kind === 'box').length,
    dots: dots.length,
    texts: texts.length,
    opacities: counted(opacities.map((opacity) => opacity.toFixed(2))),
    fonts: counted(texts.map(({ font }) => `${font.weight} ${font.size}`)),
    check: checkOf(list.map(lineOf).join('\n')),
  };
}

function counted(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Array.from(counts, ([value, count]) => `${value} × ${count}`)
    .sort()
    .join(', ');
}

function lineOf(command: Command): string {
  if (command.kind !== 'dots') return JSON.stringify(command);
  const { boxes, entries, colours } = command;
  const dots = Array.from(entries, (entry, at) => {
    const box = Array.from(boxes.subarray(4 * entry, 4 * entry + 4), (side) => side.toFixed(2));
    const colour = colours[at] ?? 0;
    return `${box.join(' ')} ${cssOfPacked(colour)} ${opacityOfPacked(colour)}`;
  });
  return dots.join('\n');
}

/** FNV-1a, 32 bits, as hexadecimal digits. */
function checkOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}
