import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peopleIn, peopleInField } from './people';
import { displayName, familyNameOf, nameInMedline, nameOfParts } from './person-name';

/** [the text of a cell or field, the people in it as they are shown] */
const strings: readonly (readonly [string, readonly string[]])[] = [
  // One name
  ['Muster, Anna', ['Anna Muster']],
  ['Anna Muster', ['Anna Muster']],
  ['Zoe, D.A.', ['D.A. Zoe']],
  ['García Márquez, Gabriel', ['Gabriel García Márquez']],
  ['Roe, Ann Mary', ['Ann Mary Roe']],
  ['ROE, ANN', ['ANN ROE']],
  ['Plato', ['Plato']],
  ['Muster, Anna;', ['Anna Muster']],
  // Particles and suffixes
  ['van der Berg, Jan', ['Jan van der Berg']],
  ['Berg, Jan van der', ['Jan van der Berg']],
  ['de la Cruz, Ann; O’Neill, Ben', ['Ann de la Cruz', 'Ben O’Neill']],
  ['de la Cruz, Ana María', ['Ana María de la Cruz']],
  ['King, Martin Luther, Jr.', ['Martin Luther King Jr.']],
  ['King, Jr., Martin Luther', ['Martin Luther King Jr.']],
  ['Martin Luther King, Jr.', ['Martin Luther King Jr.']],
  ['Roe, Ann, III and Poe, Ben', ['Ann Roe III', 'Ben Poe']],
  // Several, by the word "and"
  ['Roe, A. and Poe, B. and Doe, C.D.', ['A. Roe', 'B. Poe', 'C.D. Doe']],
  ['Roe, Ann and Poe, Ben', ['Ann Roe', 'Ben Poe']],
  ['Ann Roe and Ben Poe', ['Ann Roe', 'Ben Poe']],
  ['Ann Roe & Ben Poe', ['Ann Roe', 'Ben Poe']],
  ['Roe, A. &amp; M&uuml;ller, B.', ['A. Roe', 'B. Müller']],
  ['Roe, A., Poe, B., & Doe, C.', ['A. Roe', 'B. Poe', 'C. Doe']],
  ['Ann Roe, Ben Poe, and Cid Doe', ['Ann Roe', 'Ben Poe', 'Cid Doe']],
  ['A. Roe, B. Poe and C. Doe', ['A. Roe', 'B. Poe', 'C. Doe']],
  // Several, by other signs
  ['Roe, Ann; Poe, Ben; and Doe, Cid', ['Ann Roe', 'Ben Poe', 'Cid Doe']],
  ['Ann Roe; Ben Poe', ['Ann Roe', 'Ben Poe']],
  ['Ann Roe, Ben Poe', ['Ann Roe', 'Ben Poe']],
  ['Roe, Ann, Poe, Ben', ['Ann Roe', 'Ben Poe']],
  ['Roe, A., Poe, B. C.', ['A. Roe', 'B. C. Poe']],
  ['Ann Roe · Ben Poe', ['Ann Roe', 'Ben Poe']],
  ['Ann Roe | Ben Poe', ['Ann Roe', 'Ben Poe']],
  // MEDLINE
  ['Roe A, Poe BC, van der Berg D', ['A Roe', 'BC Poe', 'D van der Berg']],
  ['Roe A, Poe B and Doe C', ['A Roe', 'B Poe', 'C Doe']],
  ['Roe AB Jr, Poe C, et al.', ['AB Roe Jr', 'C Poe']],
  ['Roe A., Poe B.', ['A. Roe', 'B. Poe']],
  ['Roe A.; Poe B.C.; van der Berg J.-P.', ['A. Roe', 'B.C. Poe', 'J.-P. van der Berg']],
  ['Roe A, Poe BC, van der Berg D.', ['A Roe', 'BC Poe', 'D van der Berg']],
  ['Roe A., Poe B. and Doe C.', ['A. Roe', 'B. Poe', 'C. Doe']],
  ['Doe C.', ['C. Doe']],
  ['ROE A, POE B', ['A ROE', 'B POE']],
  ['ROE ANN', ['ROE ANN']],
  ['Doe BC', ['BC Doe']],
  ['Ming LI', ['Ming LI']],
  ['Иванов И.И., Петров П.П.', ['И.И. Иванов', 'П.П. Петров']],
  ['Roe, Ann B., Poe, Ben C.', ['Ann B. Roe', 'Ben C. Poe']],
  ['Ming LI, Wei XU', ['Ming LI', 'Wei XU']],
  // And more of them
  ['Roe, A. et al.', ['A. Roe']],
  ['Roe, A. and Poe, B. and others', ['A. Roe', 'B. Poe']],
  ['Ann Roe, Ben Poe, …', ['Ann Roe', 'Ben Poe']],
  // Bodies
  ['World Health Organization', ['World Health Organization']],
  ['Department of Energy, Office of Science', ['Department of Energy, Office of Science']],
  ['Bill & Melinda Gates Foundation', ['Bill & Melinda Gates Foundation']],
  ['Roe, A. and ATLAS Collaboration', ['A. Roe', 'ATLAS Collaboration']],
  // Chinese, Japanese, Korean
  ['王, 小明', ['王小明']],
  ['王小明, 李四', ['王小明', '李四']],
  ['王小明;李四', ['王小明', '李四']],
  ['佐藤 健、鈴木 一朗', ['佐藤健', '鈴木一朗']],
  ['김, 철수 and 이, 영희', ['김철수', '이영희']],
  ['小明 王', ['王小明']],
  ['ジョン スミス', ['ジョン スミス']],
  // What stands behind a name
  ['Wei Wang 0001 and Ann Roe', ['Wei Wang', 'Ann Roe']],
  ['Ann Roe (0000-0002-1825-0097); Ben Poe', ['Ann Roe', 'Ben Poe']],
  ['Ann Roe1,2, Ben Poe2*', ['Ann Roe', 'Ben Poe']],
  ['Roe, Ann (57194012345); Poe, Ben (57194054321)', ['Ann Roe', 'Ben Poe']],
  ['', []],
];

describe('peopleIn', () => {
  it.each(strings)('%j', (text, people) => {
    expect(peopleIn(text)).toEqual(people);
  });

  it('leaves names that are shown already as they are', () => {
    for (const [, people] of strings) expect(people.map(displayName)).toEqual(people);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        for (const name of peopleIn(text)) expect(name.trim()).not.toBe('');
      }),
    );
  });

  it('reads every notation of the same people alike', () => {
    const people = fc.array(
      fc.tuple(
        fc.constantFrom('Ann', 'Ben', 'Cid', 'José', 'Mei'),
        fc.constantFrom('Roe', 'Poe', 'van der Berg', 'Núñez', 'Lee'),
      ),
      { minLength: 2, maxLength: 6 },
    );
    fc.assert(
      fc.property(people, (named) => {
        const shown = named.map(([given, family]) => `${given} ${family}`);
        const inverted = named.map(([given, family]) => `${family}, ${given}`);
        const short = named.map(([given, family]) => `${family}, ${given.charAt(0)}.`);
        expect(peopleIn(inverted.join(' and '))).toEqual(shown);
        expect(peopleIn(inverted.join('; '))).toEqual(shown);
        expect(peopleIn(shown.join(', '))).toEqual(shown);
        expect(peopleIn(shown.join(' and '))).toEqual(shown);
        expect(peopleIn(`${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`)).toEqual(
          shown,
        );
        expect(peopleIn(short.join(', '))).toEqual(
          named.map(([given, family]) => `${given.charAt(0)}. ${family}`),
        );
      }),
    );
  });
});

describe('single names', () => {
  it.each([
    ['Roe, Ann', 'Ann Roe'],
    ['World Health Organization,', 'World Health Organization'],
    ['Gears, Ltd.', 'Gears, Ltd.'],
    ['Sato, 健', '健 Sato'],
    ['佐藤, 健一', '佐藤健一'],
    ['others', ''],
  ])('%j is %j', (written, shown) => {
    expect(displayName(written)).toBe(shown);
  });

  it('are never turned round where the source says that they are one', () => {
    expect(displayName({ whole: 'Ships, Gears & Co' })).toBe('Ships, Gears & Co');
  });

  it('are read from MEDLINE and from their parts', () => {
    expect(nameInMedline('Roe AB')).toBe('AB Roe');
    expect(nameInMedline('Map Collaboration')).toBe('Map Collaboration');
    expect(nameOfParts({ given: '小明', family: '王' })).toBe('王小明');
    expect(nameOfParts({ given: 'Jan', particle: 'van der', family: 'Berg', suffix: 'Jr.' })).toBe(
      'Jan van der Berg Jr.',
    );
    expect(peopleInField('Roe, A.; Poe, B.')).toEqual(['A. Roe', 'B. Poe']);
    expect(peopleInField('Ministry of Trade and Industry')).toEqual([
      'Ministry of Trade and Industry',
    ]);
    expect(familyNameOf('Martin Luther King Jr.')).toBe('king');
  });
});
