/** The corpus the page opens with: the seed listing joined with what is known of its papers. */
import * as v from 'valibot';
import { completePaper } from '../src/corpus/complete-paper';
import { writeCorpusFile } from '../src/corpus/corpus-file';
import { arxivLinks, linkOf, linksInText, mergeLinks } from '../src/corpus/links';
import type { Paper, PaperLink } from '../src/corpus/paper';
import { readListing } from '../src/corpus/readers/read-listing';
import { blankRecord } from '../src/corpus/reading';

const linksSchema = v.array(
  v.object({
    title: v.string(),
    arxivId: v.string(),
    github: v.array(v.string()),
    otherUrls: v.array(v.string()),
  }),
);

type KnownLinks = v.InferOutput<typeof linksSchema>[number];

function asLinks(addresses: readonly string[]): PaperLink[] {
  return addresses.map((address) => {
    const link = linkOf(address);
    if (link === null) throw new Error(`Not an address: ${address}`);
    return link;
  });
}

/** A listed paper, cleaned and dated as it would be if somebody opened the listing. */
function join(title: string, abstract: string, known: KnownLinks): Paper {
  const { arxivId } = known;
  const page: PaperLink = { kind: 'huggingface', url: `https://huggingface.co/papers/${arxivId}` };
  const links = mergeLinks(
    [page, ...arxivLinks(arxivId)],
    asLinks(known.github),
    asLinks(known.otherUrls),
    linksInText(abstract),
  );
  const completed = completePaper({ ...blankRecord, title, abstract, arxivId });
  if (!completed.ok) throw new Error(`“${title}”: ${completed.error.message}`);
  return { ...completed.value, id: arxivId, links };
}

/**
 * The default corpus as the bytes of its file.
 *
 * @param listing the seed listing
 * @param links JSON with `title`, `arxivId`, `github` and `otherUrls` of each of its papers
 * @throws if the two do not name the same papers
 */
export function defaultCorpus(listing: string, links: string): string {
  const known = new Map(
    v.parse(linksSchema, JSON.parse(links)).map((entry) => [entry.title, entry]),
  );
  const { entries, refused } = readListing(listing, 'the seed listing');
  if (refused.length > 0) throw new Error(refused.map((refusal) => refusal.reason).join(' '));
  if (known.size !== entries.length) {
    throw new Error(`${entries.length} papers are listed, links are known of ${known.size}.`);
  }
  const papers = entries.map(({ title, abstract }) => {
    const entry = known.get(title);
    if (entry === undefined) throw new Error(`No links are known of “${title}”.`);
    return join(title, abstract, entry);
  });
  return writeCorpusFile(
    { id: 'unsupervised-pretraining', name: 'Unsupervised pretraining', papers },
    'Papers that Hugging Face lists as similar to “On the Provable Advantage of Unsupervised Pretraining”',
  );
}
