/** What may be trained on: arXiv papers that no evaluation uses. */
import { divideCorpora, Seen, type LabelledPaper } from './corpora';
import { papersOutside } from './outside';

/**
 * The training part of the arXiv corpora, less every paper that also stands in the sets from
 * outside arXiv, by title or by the beginning of the abstract.
 */
export async function trainingText(): Promise<readonly LabelledPaper[]> {
  const outside = new Seen();
  for (const paper of await papersOutside()) outside.add(paper);
  return divideCorpora().training.filter((paper) => !outside.hasText(paper));
}
