import { describe, expect, it } from 'vitest';
import { only, read, urls } from '../testing/read-one';

/** The same XML with other prefixes: they are for a program to choose. */
function renamed(xml: string, from: string, to: string): string {
  return xml
    .replaceAll(`<${from}:`, `<${to}:`)
    .replaceAll(`</${from}:`, `</${to}:`)
    .replaceAll(`xmlns:${from}=`, `xmlns:${to}=`)
    .replaceAll(` ${from}:`, ` ${to}:`);
}

function pubmed(article: string, rest = '', data = ''): string {
  return `<?xml version="1.0"?>\n<!-- made for a test --><PubmedArticleSet><PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">12345678</PMID><Article PubModel="Print">${article}</Article>${rest}</MedlineCitation><PubmedData>${data}</PubmedData></PubmedArticle></PubmedArticleSet>`;
}

describe('PubMed XML', () => {
  const journal = (date: string): string =>
    `<Journal><JournalIssue><PubDate>${date}</PubDate></JournalIssue><Title>Annals of Gears</Title></Journal>`;
  it('keeps the labels of an abstract, what is written small and big, and who signs', async () => {
    const paper = await only(
      pubmed(
        `${journal('<Year>2018</Year><Month>May</Month>')}<ArticleTitle>Widgets of H<sub>2</sub>O &amp; <i>E. coli</i> at &lt;5&#xa0;degrees.</ArticleTitle><Abstract><AbstractText Label="BACKGROUND" NlmCategory="BACKGROUND">First &lt; <b>part</b>.</AbstractText><AbstractText Label="RESULTS">Second <![CDATA[part & more]]>.</AbstractText><CopyrightInformation>x</CopyrightInformation></Abstract><AuthorList><Author><LastName>Roe</LastName><ForeName>Ann</ForeName></Author><Author><LastName>Poe</LastName><Initials>B</Initials><Suffix>Jr</Suffix></Author><Author><CollectiveName>Gear Consortium</CollectiveName></Author></AuthorList>`,
        '<KeywordList><Keyword MajorTopicYN="N">gears</Keyword></KeywordList><MeshHeadingList><MeshHeading><DescriptorName UI="D1">Widgets</DescriptorName></MeshHeading></MeshHeadingList>',
        '<ArticleIdList><ArticleId IdType="pubmed">12345678</ArticleId><ArticleId IdType="doi">10.1234/p1</ArticleId></ArticleIdList><ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">10.1234/cited</ArticleId></ArticleIdList></Reference></ReferenceList>',
      ),
    );
    expect(paper).toMatchObject({
      title: 'Widgets of H₂O & E. coli at <5 degrees',
      abstract: 'BACKGROUND: First < part. RESULTS: Second part & more.',
      authors: ['Ann Roe', 'B Poe Jr', 'Gear Consortium'],
      year: 2018,
      venue: 'Annals of Gears',
      doi: '10.1234/p1',
      categories: ['gears', 'Widgets'],
    });
    expect(urls(paper)).toContain('pubmed https://pubmed.ncbi.nlm.nih.gov/12345678/');
  });

  it('knows dates that are no day, and DOIs that stand in the article', async () => {
    const paper = await only(
      pubmed(
        `${journal('<MedlineDate>1998 Dec-1999 Jan</MedlineDate>')}<ArticleTitle>Gears in two years</ArticleTitle><ELocationID EIdType="pii">S1</ELocationID><ELocationID EIdType="doi" ValidYN="Y">10.1234/e1</ELocationID>`,
      ),
    );
    expect(paper).toMatchObject({ year: 1998, doi: '10.1234/e1', abstract: '', authors: [] });
  });

  it('reads chapters of books', async () => {
    const paper = await only(
      '<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>87654321</PMID><Book><BookTitle>All Gears</BookTitle><PubDate><Year>2011</Year></PubDate></Book><ArticleTitle>Widgets, a chapter</ArticleTitle><AuthorList><Author><LastName>Roe</LastName><ForeName>Ann</ForeName></Author></AuthorList><Abstract><AbstractText>An invented abstract.</AbstractText></Abstract></BookDocument></PubmedBookArticle></PubmedArticleSet>',
    );
    expect(paper).toMatchObject({ title: 'Widgets, a chapter', venue: 'All Gears', year: 2011 });
  });
});

describe('EndNote XML', () => {
  const style = (text: string, face = 'normal'): string =>
    `<style face="${face}" font="default" size="100%">${text}</style>`;
  it('joins the runs of a styled text', async () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?><xml><records><record><database name="a.enl" path="a.enl">a.enl</database><ref-type name="Conference Paper">47</ref-type><contributors><authors><author>${style('Roe, Ann')}</author><author>${style('van der Poe, Ben')}</author></authors><secondary-authors><author>${style('Editor, Ed')}</author></secondary-authors></contributors><titles><title>${style('H')}${style('2', 'subscript')}${style('O &amp; ')}${style('E. coli', 'italic')}</title><secondary-title>${style('Annals of Gears')}</secondary-title></titles><dates><year>${style('2019')}</year></dates><keywords><keyword>${style('gears')}</keyword></keywords><abstract>${style('One.&#xD;Two &lt; three.')}</abstract><electronic-resource-num>${style('https://doi.org/10.1234/e1')}</electronic-resource-num><urls><related-urls><url>${style('https://github.com/a/b')}</url></related-urls></urls></record></records></xml>`;
    for (const [text, title] of [
      [xml, 'H₂O&E.coli'],
      [xml.replaceAll(/<\/?style[^>]*>/gu, ''), 'H2O&E.coli'],
      [xml.replaceAll('><', '>\n  <'), 'H₂O&E.coli'],
    ] as const) {
      const paper = await only(text);
      expect(paper).toMatchObject({
        abstract: 'One.\n\nTwo < three.',
        authors: ['Ann Roe', 'Ben van der Poe'],
        year: 2019,
        venue: 'Annals of Gears',
        doi: '10.1234/e1',
        categories: ['gears'],
      });
      expect(paper.title.replaceAll(/\s/gu, '')).toBe(title);
      expect(urls(paper)).toContain('github https://github.com/a/b');
    }
  });
});

describe('Zotero RDF', () => {
  const xml = `<rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:link="http://purl.org/rss/1.0/modules/link/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:bib="http://purl.org/net/biblio#"
 xmlns:foaf="http://xmlns.com/foaf/0.1/">
    <bib:Article rdf:about="#item_1">
        <z:itemType>journalArticle</z:itemType>
        <dcterms:isPartOf rdf:resource="urn:issn:1234-5678"/>
        <bib:authors><rdf:Seq>
            <rdf:li><foaf:Person><foaf:surname>Roe</foaf:surname><foaf:givenName>Ann</foaf:givenName></foaf:Person></rdf:li>
            <rdf:li><foaf:Person><foaf:surname>Poe</foaf:surname><foaf:givenName>Ben</foaf:givenName></foaf:Person></rdf:li>
        </rdf:Seq></bib:authors>
        <link:link rdf:resource="#item_2"/>
        <dc:subject>gears</dc:subject>
        <dc:subject><z:AutomaticTag><rdf:value>widgets</rdf:value></z:AutomaticTag></dc:subject>
        <dc:identifier><dcterms:URI><rdf:value>https://example.org/z1</rdf:value></dcterms:URI></dc:identifier>
        <dc:title>Widgets &amp; gears in RDF</dc:title>
        <dcterms:abstract>An invented &lt;i&gt;abstract&lt;/i&gt;.</dcterms:abstract>
        <dc:date>2020-05-01</dc:date>
    </bib:Article>
    <bib:Journal rdf:about="urn:issn:1234-5678">
        <dc:title>Annals of Gears</dc:title>
        <dc:identifier>DOI 10.1234/z1</dc:identifier>
    </bib:Journal>
    <z:Attachment rdf:about="#item_2"><z:itemType>attachment</z:itemType><dc:title>Full Text PDF</dc:title></z:Attachment>
    <bib:Memo rdf:about="#item_3"><rdf:value>&lt;p&gt;A note&lt;/p&gt;</rdf:value></bib:Memo>
    <rdf:Description rdf:about="https://example.org/z2">
        <z:itemType>conferencePaper</z:itemType>
        <dcterms:isPartOf><bib:Journal><dc:title>Proceedings of Gears</dc:title></bib:Journal></dcterms:isPartOf>
        <dc:title>A second paper about widgets</dc:title>
    </rdf:Description>
    <z:Collection rdf:about="#collection_1"><dc:title>My gears</dc:title></z:Collection>
</rdf:RDF>`;
  const [article = ''] = /<bib:Article[^]*?<\/bib:Article>/u.exec(xml) ?? [];

  it('finds what an item is part of, inside it and elsewhere, and takes nothing else for a paper', async () => {
    const others = [renamed(xml, 'dc', 'a'), renamed(renamed(xml, 'bib', 'b'), 'rdf', 'r')];
    const journalFirst = xml.replace(article, '').replace('</rdf:RDF>', `${article}</rdf:RDF>`);
    for (const text of [xml, ...others, journalFirst]) {
      const { corpus, report } = await read(text);
      expect(report.refusals).toEqual([]);
      expect(corpus.papers).toHaveLength(2);
      const paper = corpus.papers.find(({ title }) => title === 'Widgets & gears in RDF');
      expect(paper).toMatchObject({
        abstract: 'An invented abstract.',
        authors: ['Ann Roe', 'Ben Poe'],
        year: 2020,
        venue: 'Annals of Gears',
        doi: '10.1234/z1',
        categories: ['gears', 'widgets'],
      });
      expect(corpus.papers.find((one) => one !== paper)).toMatchObject({
        venue: 'Proceedings of Gears',
      });
    }
  });

  it('is read up to where it ends', async () => {
    const { report } = await read(xml.slice(0, xml.indexOf('A second paper')));
    expect(report).toMatchObject({ kept: 1, refused: 1 });
    expect(report.refusals[0]).toMatchObject({
      reason: 'The file ends in the middle of this paper.',
    });
  });
});

describe('MODS', () => {
  it('reads title, people, host and identifiers, with a prefix or without', async () => {
    const xml =
      '<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods><titleInfo><nonSort>The</nonSort><title>widgets</title><subTitle>a study</subTitle></titleInfo><name type="personal"><namePart type="family">Roe</namePart><namePart type="given">Ann</namePart><role><roleTerm type="code">aut</roleTerm></role></name><name><namePart>Editor, Ed</namePart><role><roleTerm>edt</roleTerm></role></name><abstract>An invented abstract.</abstract><subject><topic>gears</topic></subject><relatedItem type="host"><titleInfo><title>Annals of Gears</title></titleInfo><originInfo><dateIssued>2017</dateIssued></originInfo></relatedItem><identifier type="doi">10.1234/m1</identifier></mods></modsCollection>';
    const prefixed = xml.replaceAll(/<(\/?)(\w)/gu, '<$1m:$2').replace('xmlns=', 'xmlns:m=');
    for (const text of [xml, prefixed]) {
      expect(await only(text)).toMatchObject({
        title: 'The widgets: a study',
        authors: ['Ann Roe'],
        venue: 'Annals of Gears',
        year: 2017,
        doi: '10.1234/m1',
        categories: ['gears'],
      });
    }
  });
});

describe('EndNote tagged', () => {
  it('tells records apart with and without %0, and joins lines', async () => {
    const typed =
      '%0 Journal Article\n%A Roe, Ann\n%A Poe, Ben\n%T Widgets in\nEndNote\n%J Annals of Gears\n%D 2018\n%K gears\nwidgets\n%X One.\n\nTwo.\n%R 10.1234/f1\n%U https://github.com/a/b\n\n%0 Book\n%T Gears, a book\n%D 2019\n';
    const untyped = typed.replaceAll(/%0 .*\n/gu, '');
    const windows = `\uFEFF${typed.replaceAll('\n', '\r\n')}`;
    for (const text of [typed, untyped, windows]) {
      const { corpus, report } = await read(text);
      expect(report.files[0]?.format).toBe('EndNote tagged');
      expect(corpus.papers).toHaveLength(2);
      expect(corpus.papers[0]).toMatchObject({
        title: 'Widgets in EndNote',
        authors: ['Ann Roe', 'Ben Poe'],
        abstract: 'One.\n\nTwo.',
        categories: ['gears', 'widgets'],
        doi: '10.1234/f1',
        year: 2018,
      });
    }
  });
});
