/** What columns of tables may be read as, and the names they have in the exports of the tools people use. */

/** What a column may be read as. */
export const fields = [
  'title',
  'abstract',
  'authors',
  'date',
  'venue',
  'categories',
  'doi',
  'arxivId',
  'pubmedId',
  'url',
  'vector',
] as const;
export type Field = (typeof fields)[number];

/** Names of columns, best first, in the form that `nameKey` gives them. */
export const columnNames: Readonly<Record<Field, readonly string[]>> = {
  title: names(`
    title articletitle papertitle documenttitle itemtitle primarytitle titleprimary titleoriginal
    displayname ti t1 name headline titel titre titulo título titolo tytuł titulek název cím titlu
    otsikko rubrik başlık заглавие название заголовок назва τίτλος 标题 題名 標題 题名 题目 題目 篇名 论文题目 タイトル
    論文名 표제 제목 논문명 논문제목 العنوان عنوان`),
  abstract: names(`
    abstract abstractnote abstracttext paperabstract summary description ab n2 abstracts
    notesabstract tldr zusammenfassung résumé resumen resumo riassunto sommario samenvatting
    streszczenie abstrakt anotace összefoglaló kivonat sammanfattning sammendrag tiivistelmä özet
    аннотация реферат анотація περίληψη 摘要 内容摘要 中文摘要 抄録 要旨 要約 초록 요약 ملخص الملخص چکیده`),
  authors: names(`
    authorfullnames authors author authorsprimary primaryauthors authornames authorlist authorsnames
    authorshipsauthordisplayname authorshipsrawauthorname creators creator af au autoren auteurs
    autores authorsparsed autor autoři verfasser autori autore auteur autorzy szerzők szerző
    författare forfatter forfattere tekijät yazar yazarlar автор авторы автори συγγραφείς 作者 著者 著者名
    저자 저자명 المؤلف المؤلفون`),
  date: names(`
    year publicationyear publishedyear pubyear yearpublished publishyear publicationdateyear py date
    publicationdate published publisheddate dateofpublication pubdate coverdate onlinedate jahr
    annee année año createdate updatedate earlyaccessdate ano anno jaar rok év år vuosi yıl год рік
    годиздания годпубликации έτος 年 年份 发表年份 出版年 發表年 年度 発行年 出版年份 发表时间 연도 발행연도 발행년도 السنة
    erscheinungsjahr publikationsjahr annéedepublication añodepublicación`),
  venue: names(`
    journal sourcetitle publicationtitle publicationname pubtitle pub journalbook journaltitle
    journalname periodicalfull periodical periodicalabbrev venue booktitle containertitle hostvenue
    primarylocationsourcedisplayname conference conferencename conferencetitle so secondarytitle t2
    jo journalref source bookseriestitle publication proceedingstitle zeitschrift revue revista
    rivista tijdschrift czasopismo časopis folyóirat tidskrift dergi журнал источник 期刊 刊名 来源 來源
    文献来源 期刊名称 雑誌名 掲載誌 학술지 학술지명 저널`),
  categories: names(`
    categories primarycategory category keywords authorkeywords authkeywords keyword manualtags tags
    subjects subject topics primarytopicdisplayname fieldsofstudy labels wosscategories wc
    webofsciencecategories researchareas de indexkeywords keywordsplus ieeeterms meshterms mesh
    automatictags concepts kw label topic schlagwörter stichwörter schlüsselwörter motsclés motscles
    palabrasclave palavraschave parolechiave trefwoorden słowakluczowe klíčováslova kulcsszavak
    nyckelord anahtarkelimeler ключевыеслова ключовіслова 关键词 關鍵詞 關鍵字 关键字 キーワード 키워드 주제어`),
  doi: names(`
    doi itemdoi di digitalobjectidentifier idsdoi externaliddoi articledoi do`),
  arxivId: names(`
    arxivid arxiv arxivnumber eprint paperid externalidarxiv id`),
  pubmedId: names(`
    pmid pubmedid pm idspmid pubmed`),
  url: names(`
    url link urls ur pdflink pdfurl pdf primarylocationlandingpageurl primarylocationpdfurl
    openaccessoaurl bestoalocationpdfurl landingpageurl fulltexturl downloadurl documenturl
    articleurl links weblink paperurl github githuburl codeurl repository repositoryurl githubrepo
    oaurl entryid projectpage openreviewurl huggingfaceurl`),
  vector: names(`
    embedding embeddings vector vectors vec emb specter specterembedding embeddingvector`),
};

/** The words of a text. */
function names(text: string): readonly string[] {
  return text.trim().split(/\s+/u);
}
