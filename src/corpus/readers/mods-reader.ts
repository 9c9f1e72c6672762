/** Reader of MODS, the bibliographic XML of libraries, as Zotero and repositories export it. */
import { blankRecord } from '../reading';
import type { JsonObject } from './json-fields';
import { attributeOf, childrenAt, elementsAt, textAt, textIn, textsAt } from './xml-fields';
import { xmlReader } from './xml-records';

function nameOf(name: JsonObject): string {
  const parts = elementsAt(name, 'namePart');
  const part = (type: string): string =>
    parts
      .filter((one) => attributeOf(one, 'type') === type)
      .map(textIn)
      .join(' ');
  const family = part('family');
  return family === '' ? part('') : `${part('given')} ${family}`.trim();
}

function isAuthor(name: JsonObject): boolean {
  const roles = textsAt(name, 'role', 'roleTerm');
  return roles.length === 0 || roles.some((role) => /^(?:aut|author|cre|creator)$/iu.test(role));
}

function titleOf(element: JsonObject): string {
  const [info] = childrenAt(element, 'titleInfo').filter((one) => attributeOf(one, 'type') === '');
  if (info === undefined) return '';
  const title = `${textAt(info, 'nonSort')} ${textAt(info, 'title')}`.trim();
  return [title, textAt(info, 'subTitle')].filter((text) => text !== '').join(': ');
}

function identifier(mods: JsonObject, type: string): string {
  return (
    elementsAt(mods, 'identifier')
      .filter((one) => attributeOf(one, 'type').toLowerCase() === type)
      .map(textIn)[0] ?? ''
  );
}

/** Reads MODS. */
export const readMods = xmlReader({
  records: ['mods'],
  mixed: ['title', 'abstract'],
  read: (mods) => {
    const [host] = childrenAt(mods, 'relatedItem').filter(
      (item) => attributeOf(item, 'type') === 'host',
    );
    const origins = [mods, ...(host === undefined ? [] : [host])];
    const dates = origins.flatMap((one) => [
      ...textsAt(one, 'originInfo', 'dateIssued'),
      ...textsAt(one, 'originInfo', 'copyrightDate'),
      ...textsAt(one, 'part', 'date'),
      ...textsAt(one, 'originInfo', 'dateCreated'),
    ]);
    return {
      ...blankRecord,
      title: titleOf(mods),
      abstract: textsAt(mods, 'abstract').join(' '),
      authors: childrenAt(mods, 'name').filter(isAuthor).map(nameOf),
      date: dates[0] ?? '',
      venue: host === undefined ? '' : titleOf(host),
      categories: textsAt(mods, 'subject', 'topic'),
      doi: identifier(mods, 'doi'),
      arxivId: identifier(mods, 'arxiv'),
      pubmedId: identifier(mods, 'pmid'),
      urls: [...textsAt(mods, 'location', 'url'), identifier(mods, 'uri')],
    };
  },
});
