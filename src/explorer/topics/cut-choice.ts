/** Into how many clusters a topic is cut, and which are opened first. */
import { textField, type Field } from '../address/field';

/** The order in which a topic is opened until enough clusters are visible. */
export type CutMethod = 'height' | 'size' | 'breadth';

export const cutMethods: readonly CutMethod[] = ['height', 'size', 'breadth'];

/** How many clusters are visible: a number of them, or as many as the room lets a person read. */
export type ClusterCount = number | 'auto';

export const fewestClusters = 2;
/** As many labels as can be read side by side. */
export const mostClusters = 60;

export interface CutChoice {
  readonly method: CutMethod;
  readonly count: ClusterCount;
}

export const defaultCut: CutChoice = { method: 'height', count: 'auto' };

export const cutField: Field<CutChoice> = textField({
  key: 'cut',
  usual: defaultCut,
  write: ({ method, count }) => {
    if (method !== defaultCut.method) return `${count}-${method}`;
    return count === defaultCut.count ? null : String(count);
  },
  read: readCut,
});

/** A number beyond the slider's ends means its end. */
function readCut(value: string): CutChoice | null {
  const [, countText = '', methodText = defaultCut.method] =
    /^(auto|\d{1,6})(?:-([a-z]+))?$/.exec(value) ?? [];
  const method = cutMethods.find((known) => known === methodText);
  if (countText === '' || method === undefined) return null;
  if (countText === 'auto') return { method, count: 'auto' };
  const count = Number.parseInt(countText, 10);
  return { method, count: Math.min(mostClusters, Math.max(fewestClusters, count)) };
}
