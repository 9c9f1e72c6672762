import { TreeService } from '../../engine/tree-service';
import type { readTreeFile } from '../../engine/tree-client';
import { success } from '../../foundation/result';

/** The real reading of trees, in this thread. */
export const readTreeHere: typeof readTreeFile = async ({ name, blob }, format) => {
  const service = new TreeService();
  const head = await service.read(blob, name, format);
  if (!head.ok) return head;
  const { tree, papers } = head.value;
  return success({ tree, papers: papers && { list: service.papers(0), of: papers.of } });
};
