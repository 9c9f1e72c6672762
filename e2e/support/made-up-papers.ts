/** Papers that nobody wrote, in a few topics, the same every time: BibTeX. */
import { seededRandom } from '../../src/foundation/random';

const topics = [
  'graph node edge cluster community spectral partition neighbour link random walk',
  'protein fold sequence residue structure binding enzyme mutation domain ligand',
  'speech phoneme acoustic voice speaker recording accent transcript prosody dialect',
  'climate rainfall ocean temperature forecast storm seasonal drought monsoon ice',
  'robot grasp gripper arm motion planning obstacle torque controller trajectory',
  'market price trader auction bidder revenue portfolio volatility option broker',
].map((words) => words.split(' '));
const shared = 'study method analysis result model approach data evaluation comparison'.split(' ');

/** `n` records, every fifth with a link to code. */
export function madeUpBibtex(n: number): string {
  const random = seededRandom(11);
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? '';
  return Array.from({ length: n }, (_, paper) => {
    const words = topics[Math.floor(random() ** 1.4 * topics.length)] ?? [];
    const sentence = () =>
      Array.from({ length: 12 }, () => pick(random() < 0.7 ? words : shared)).join(' ');
    const title = `${pick(words)} ${pick(shared)} of ${pick(words)} and ${pick(words)} ${paper + 1}`;
    const abstract = `${[1, 2, 3, 4].map(sentence).join('. ')}.`;
    const code = paper % 5 === 0 ? ` Code: https://github.com/made-up/paper-${paper}` : '';
    return (
      `@article{p${paper}, title={${title}}, author={Author, ${'ABCDEFGH'[paper % 8] ?? 'A'}.}, ` +
      `year={${2000 + (paper % 24)}}, journal={Journal of ${pick(words)}}, abstract={${abstract}${code}}}`
    );
  }).join('\n\n');
}
