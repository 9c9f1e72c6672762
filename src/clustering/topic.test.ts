import { describe, expect, it } from 'vitest';
import { piecesOf, shorterNames } from './topic';

describe('shorter forms of a name', () => {
  it('leave out one last phrase after the other', () => {
    expect(shorterNames('media bias · news')).toEqual(['media bias · news', 'media bias']);
    expect(shorterNames('media bias')).toEqual(['media bias']);
  });

  it('count what a list of parts no longer names', () => {
    expect(shorterNames('security, robotics, software +2')).toEqual([
      'security, robotics, software +2',
      'security, robotics +3',
      'security +4',
    ]);
  });

  it('leave the commas of a title alone', () => {
    const title = 'Graphs, maps, trees';
    expect(shorterNames(title)).toEqual([title]);
  });
});

it.each(['media bias · news', 'security, robotics +2', 'Graphs, maps, trees', '', 'C++ +1'])(
  'the pieces of %o joined are the name',
  (name) => {
    expect(piecesOf(name).join('')).toBe(name);
  },
);
