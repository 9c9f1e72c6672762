import { blankPaper, type Corpus } from '../../corpus/paper';

const subjects = ['graph networks', 'speech recognition', 'protein folding', 'image synthesis'];
const verbs = ['learn', 'predict', 'compare', 'explain', 'improve'];

/** Papers on four subjects, each with its own words. */
export function smallCorpus(count: number, id = 'small'): Corpus {
  const papers = Array.from({ length: count }, (_, i) => {
    const subject = subjects[i % subjects.length] ?? '';
    const verb = verbs[i % verbs.length] ?? '';
    return {
      ...blankPaper(`${id}-${i}`, `Methods that ${verb} ${subject}, part ${i}`),
      abstract: `We ${verb} ${subject} with data set ${i}. Results on ${subject} are strong.`,
    };
  });
  return { id, name: id, papers };
}
