import { describe, expect, it } from 'vitest';
import { TypeAhead } from './type-ahead';

const names = ['Apple', 'Banana', 'Berry', 'Blackberry', 'Cherry'];
const nameAt = (index: number) => names[index] ?? '';

describe('type-ahead', () => {
  it('walks the names that begin with a letter', () => {
    const typing = new TypeAhead();
    expect(typing.find('b', 0, 0, 5, nameAt)).toBe(1);
    expect(typing.find('b', 2000, 1, 5, nameAt)).toBe(2);
    expect(typing.find('b', 4000, 3, 5, nameAt)).toBe(1);
  });

  it('narrows while one types quickly', () => {
    const typing = new TypeAhead();
    expect(typing.find('B', 0, 0, 5, nameAt)).toBe(1);
    expect(typing.find('l', 100, 1, 5, nameAt)).toBe(3);
    expect(typing.find('a', 200, 3, 5, nameAt)).toBe(3);
  });

  it('finds nothing where there is nothing', () => {
    expect(new TypeAhead().find('z', 0, 0, 5, nameAt)).toBe(-1);
    expect(new TypeAhead().find('z', 0, 0, 0, nameAt)).toBe(-1);
  });
});
