import { describe, expect, it } from 'vitest';
import { nameLines } from './name-lines';

const measure = (text: string) => 7 * text.length;

describe('nameLines', () => {
  it('leaves short names alone', () => {
    expect(nameLines('diffusion · images', 190, measure)).toEqual(['diffusion · images']);
  });

  it('breaks between phrases', () => {
    expect(nameLines('one · two two two · three three', 140, measure)).toEqual([
      'one · two two two',
      'three three',
    ]);
  });

  it('leaves out a whole phrase rather than cut one', () => {
    expect(nameLines('graph learning · molecules · proteins', 100, measure)).toEqual([
      'graph learning',
      'molecules',
    ]);
    expect(nameLines('security, robotics, software +2', 120, measure, 1)).toEqual(['security +4']);
  });

  it('breaks a long phrase between words where there may be more lines', () => {
    expect(nameLines('convolutional neural networks · medical image', 160, measure, 3)).toEqual([
      'convolutional neural',
      'networks',
      'medical image',
    ]);
  });

  it('fills the first line of a title and shortens the second', () => {
    const lines = nameLines('A study of very many things that nobody ever wanted', 140, measure);
    expect(lines).toEqual(['A study of very many', 'things that nobody…']);
    for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(140);
  });

  it('shortens a single endless word', () => {
    expect(nameLines('x'.repeat(80), 70, measure)).toEqual([`${'x'.repeat(9)}…`]);
  });
});
