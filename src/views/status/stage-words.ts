/** What the stages of a build are called while people wait for them. */
import type { Stage, StageProgress } from '../../engine/map';
import { count } from '../shared/wording';

const stageNames: Readonly<Record<Stage, string>> = {
  read: 'Reading papers',
  embed: 'Embedding abstracts',
  cluster: 'Clustering',
  label: 'Naming topics',
  project: 'Projecting',
};

export function stageName(stage: Stage): string {
  return stageNames[stage];
}

/** "23 of 70 papers" */
export function stageCount({ done, total, unit }: StageProgress): string {
  return `${count(done)} of ${count(total)} ${unit}`;
}
