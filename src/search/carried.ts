/** What the papers of a corpus carry, so that no filter is offered, or silently obeyed, that asks for what none has. */
import type { Paper } from '../corpus/paper';
import {
  fieldTexts,
  hasTrait,
  textFields,
  traits,
  type Filter,
  type TextField,
  type Trait,
} from './filters';

export interface Carried {
  readonly fields: ReadonlySet<TextField>;
  readonly traits: ReadonlySet<Trait>;
  readonly years: boolean;
}

const known = new WeakMap<readonly Paper[], Carried>();

/** What at least one of the papers carries; found once for each list of papers. */
export function carriedBy(papers: readonly Paper[]): Carried {
  const before = known.get(papers);
  if (before) return before;
  const found = {
    fields: new Set(
      textFields.filter((field) => papers.some((paper) => fieldTexts(paper, field).length > 0)),
    ),
    traits: new Set(traits.filter((trait) => papers.some((paper) => hasTrait(paper, trait)))),
    years: papers.some(({ year }) => year !== null),
  };
  known.set(papers, found);
  return found;
}

/** Whether some paper carries what a filter asks about, so that its answer means something. */
export function canAnswer(carried: Carried, filter: Filter): boolean {
  switch (filter.kind) {
    case 'year':
      return carried.years;
    case 'has':
      return carried.traits.has(filter.trait);
    case 'field':
      return carried.fields.has(filter.field);
    default:
      return true;
  }
}
