/** "Auto" clusters visible: as many as the room lets a person read. */
import { fewestClusters, mostClusters } from './cut-choice';

/** Pixels, CSS. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

/** A cluster needs about this much room for its label and a few titles. */
const readableArea = 220 * 160;

/** The number of clusters that stay readable in a room, within the slider's range. */
export function clustersThatFit({ width, height }: Room): number {
  const fitting = Math.round((width * height) / readableArea);
  return Math.min(mostClusters, Math.max(fewestClusters, fitting));
}
