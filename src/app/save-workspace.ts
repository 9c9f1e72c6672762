import type { Corpus } from '../corpus/paper';
import type { CorpusActions } from '../explorer/corpus/corpus-actions.svelte';
import { counted } from '../views/shared/wording';
import { fileStem, saveFile } from '../views/share/save-file';

/**
 * Saves the open papers, their map, and what the user made of them, as one file.
 *
 * @param view at which the file is to open; see `AddressSync.viewInCorpus`
 * @param say told what was saved
 * @returns why nothing was saved, in a sentence; empty where it was
 */
export async function saveWorkspace(
  corpus: Corpus | null,
  actions: CorpusActions,
  view: string,
  say: (sentence: string) => void,
): Promise<string> {
  if (!corpus) return 'There is nothing to save yet.';
  const [{ workspaceExtension }, file] = await Promise.all([
    import('../storage/workspace-file'),
    actions.workspace(corpus, view),
  ]);
  const { failure } = actions;
  if (!file) return failure ? `${failure.message} ${failure.remedy}` : '';
  const name = `${fileStem(corpus.name)}.${workspaceExtension}`;
  saveFile(name, file.type, file);
  say(
    `Saved ${name}: all ${counted(corpus.papers.length, 'paper')}, their map, this view, and your names, marks and notes.`,
  );
  return '';
}
