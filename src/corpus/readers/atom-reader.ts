/** Reader of Atom feeds, those of the arXiv API above all. */
import { blankRecord } from '../reading';
import { attributeOf, elementsAt, textAt, textsAt } from './xml-fields';
import { xmlReader } from './xml-records';

/** Reads an Atom feed. */
export const readAtom = xmlReader({
  records: ['entry'],
  mixed: ['title', 'summary', 'content'],
  read: (entry) => {
    const terms = ['primary_category', 'category'].flatMap((name) =>
      elementsAt(entry, name).map((item) => attributeOf(item, 'term')),
    );
    const comment = textAt(entry, 'comment');
    return {
      ...blankRecord,
      title: textAt(entry, 'title'),
      abstract: textAt(entry, 'summary') || textAt(entry, 'content'),
      authors: textsAt(entry, 'author', 'name'),
      date: textAt(entry, 'published') || textAt(entry, 'updated'),
      venue: textAt(entry, 'journal_ref'),
      categories: [...new Set(terms.filter((term) => term !== ''))],
      doi: textAt(entry, 'doi'),
      arxivId: textAt(entry, 'id'),
      urls: [
        textAt(entry, 'id'),
        ...elementsAt(entry, 'link').map((link) => attributeOf(link, 'href')),
      ],
      extra: comment === '' ? [] : [['comment', comment]],
    };
  },
});
