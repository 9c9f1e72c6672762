/**
 * What is kept on this device, declared once for both sides of the worker's border: the page calls it
 * with corpora, the worker with the tickets that they cross over by.
 */
import type { Result } from '../foundation/result';
import type { CorpusSummary, Growth } from '../storage/corpus-library';
import type { UserState } from '../storage/schema';
import type { UserChanges } from '../storage/user-changes';

/** A kept corpus, as lists show it. */
export type KeptCorpus = Pick<CorpusSummary, 'id' | 'name' | 'paperCount' | 'bytes'>;

/** Everything rejects when the worker cannot run. */
export interface KeptLibrary<GivenCorpus> {
  /** Last opened first. */
  list(): Promise<readonly KeptCorpus[]>;
  /** Keeps a corpus, replacing one of the same id. */
  save(corpus: GivenCorpus): Promise<void>;
  /** Keeps a copy of a corpus under another id and name. */
  copy(of: GivenCorpus, id: string, name: string): Promise<void>;
  /** Adds papers that are not there yet to a kept corpus; undefined if it is not kept. */
  addPapers(id: string, added: GivenCorpus): Promise<Growth | undefined>;
  /** Forgets which papers were added later, so that the next map lays out all of them together. */
  forgetAdditions(id: string): Promise<void>;
  /** @returns whether it is kept */
  rename(id: string, name: string): Promise<boolean>;
  /**
   * Deletes a corpus. What is being computed of it ends first, so that nothing of it is written after.
   *
   * @returns approximate bytes freed
   */
  delete(id: string): Promise<number>;
  /** What the user did with a corpus, or why that cannot be read. */
  userState(corpusId: string): Promise<Result<UserState>>;
  /** Makes changes one after the other in one go; gives what is kept then, or why nothing changed. */
  changeUserState(corpusId: string, changes: readonly UserChanges[]): Promise<Result<UserState>>;
}
