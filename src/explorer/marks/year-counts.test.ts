import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countYears, mostlyFrom, yearAxis } from './year-counts';

const dates = [2016, 2017, 2018, 2018, Number.NaN, 2021];

describe('papers per year', () => {
  it('are counted for every year from the first to the last', () => {
    expect(countYears(dates, [1, 3, 5])).toEqual([
      { year: 2017, count: 1 },
      { year: 2018, count: 1 },
      { year: 2019, count: 0 },
      { year: 2020, count: 0 },
      { year: 2021, count: 1 },
    ]);
  });

  it('are none where no year is known', () => {
    expect(countYears(dates, [4])).toEqual([]);
    expect(countYears(dates, [])).toEqual([]);
    expect(yearAxis([Number.NaN])).toBeNull();
  });

  it('have the axis they are given, whichever papers they are of', () => {
    const axis = yearAxis(dates);
    expect(axis).toEqual({ from: 2016, to: 2021 });
    fc.assert(
      fc.property(fc.subarray([...dates.keys()]), (leaves) => {
        const years = countYears(dates, leaves, axis ?? undefined);
        expect(years.map(({ year }) => year)).toEqual([2016, 2017, 2018, 2019, 2020, 2021]);
        expect(years.reduce((sum, { count }) => sum + count, 0)).toBe(
          leaves.filter((leaf) => !Number.isNaN(dates[leaf])).length,
        );
      }),
    );
  });
});

describe('when papers are from', () => {
  const said = (...counts: number[]) =>
    mostlyFrom(counts.map((count, at) => ({ year: 2015 + at, count })));

  it('is the shortest run of years with two thirds of them', () => {
    expect(said(1, 1, 1, 1, 0, 0, 0, 2, 5, 7)).toBe('mostly 2023–2024');
    expect(said(0, 9, 1, 0, 0, 1)).toBe('mostly 2016');
  });

  it('is the fuller of two runs as short, and then the later', () => {
    expect(said(1, 4, 5, 1, 0, 0)).toBe('mostly 2016–2017');
    expect(said(3, 3, 3, 0, 0, 0)).toBe('mostly 2016–2017');
  });

  it('says so where they are of all years, of one, or of none', () => {
    expect(said(2, 2, 2, 2, 2, 2)).toBe('spread over 2015–2020');
    expect(said(0, 0, 3)).toBe('all from 2017');
    expect(said(0, 0)).toBe('');
    expect(said(1, 1)).toBe('mostly 2015–2016');
  });

  it('holds two thirds of any papers', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 1, maxLength: 40 }), (counts) => {
        const words = said(...counts);
        const [from = Number.NaN, to = from] = (words.match(/\d+/gu) ?? []).map(Number);
        const total = counts.reduce((sum, count) => sum + count, 0);
        const held = counts.slice(from - 2015, to - 2014).reduce((sum, count) => sum + count, 0);
        expect(total === 0 || held >= (2 * total) / 3 - 1e-9).toBe(true);
      }),
    );
  });
});
