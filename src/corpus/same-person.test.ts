import { describe, expect, it } from 'vitest';
import { samePerson } from './same-person';

describe('samePerson', () => {
  it.each([
    ['A. Roe', 'Anna Roe'],
    ['Roe, A.', 'Anna B. Roe'],
    ['Roe AB', 'Anna Berta Roe'],
    ['Roe, Anna', 'Anna Roe'],
    ['ROE, ANNA', 'Anna Roe'],
    ['Roe', 'Anna Roe'],
    ['José Núñez Pérez', 'J. Nunez'],
    ['Núñez Pérez, José', 'Jose Nunez-Perez'],
    ['Müller, K.', 'Klaus Mueller'],
    ['K. Muller', 'Klaus Müller'],
    ['Jan van der Berg', 'Berg, J. v. d.'],
    ['Wang Xiaoming', 'Xiao-Ming Wang'],
    ['X.-M. Wang', 'Xiaoming Wang'],
    ['Łukasz Kaiser', 'Lukasz Kaiser'],
    ['Søren Ø. Ågård', 'Soren Agard'],
    ["Conor O'Neill", 'C. O’Neill'],
    ['王小明', '王小明'],
    ['Martin Luther King, Jr.', 'M. L. King'],
  ])('takes %s and %s for one', (one, other) => {
    expect(samePerson(one, other)).toBe(true);
    expect(samePerson(other, one)).toBe(true);
  });

  it.each([
    ['Anna Roe', 'Anna Poe'],
    ['Anna Roe', 'Berta Roe'],
    ['A. Roe', 'B. Roe'],
    ['Roe AB', 'Cid Roe'],
    ['Roe, Ann', 'Poe, Ben'],
    ['王小明', '李小明'],
  ])('tells %s from %s', (one, other) => {
    expect(samePerson(one, other)).toBe(false);
    expect(samePerson(other, one)).toBe(false);
  });

  it.each([
    ['', 'Anna Roe'],
    ['A. R.', 'Anna Roe'],
    ['王小明', 'Xiaoming Wang'],
  ])('cannot tell %j from %s', (one, other) => {
    expect(samePerson(one, other)).toBeNull();
  });
});
