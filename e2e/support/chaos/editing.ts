/** Marks made by hand, and whether they are there afterwards. */
import type { Page } from '@playwright/test';
import type { Marks } from './workspaces';

const starred = 3;
const noted = 5;
export const noteText = 'Written while everything broke';
export const topicName = 'Named while everything broke';

/** Milliseconds after which a mark that is shown must outlive whatever happens. */
export const keptAfter = 300;

/** One mark: made, and how it shows among all marks. */
interface Edit {
  readonly name: string;
  make(page: Page): Promise<void>;
  shows(marks: Marks): boolean;
}

async function select(page: Page, position: number): Promise<void> {
  await page.getByRole('tab', { name: 'Papers' }).click();
  await page.locator('[role=listbox] [role=option]').nth(position).click();
}

const paperPanel = (page: Page) => page.getByRole('complementary', { name: 'Paper', exact: true });

/** The name first: a selected paper would lie over the topic. */
export const edits: readonly Edit[] = [
  {
    name: 'a name',
    make: async (page) => {
      const topics = page.getByRole('tree', { name: 'Topics', exact: true });
      await topics.locator('[role=treeitem][aria-level="2"]').first().focus();
      await page.keyboard.press('Enter');
      const panel = page.getByRole('complementary', { name: 'Topic' });
      await panel.getByRole('button', { name: 'Rename topic' }).click();
      await panel.getByRole('textbox', { name: 'Name of the topic' }).fill(topicName);
      await page.keyboard.press('Enter');
    },
    shows: ({ topicNames }) => Object.values(topicNames).includes(topicName),
  },
  {
    name: 'a star',
    make: async (page) => {
      await select(page, starred);
      await paperPanel(page).getByRole('button', { name: 'Star', exact: true }).click();
      await paperPanel(page).getByRole('button', { name: 'Starred' }).waitFor();
    },
    shows: ({ starred: papers }) => papers.length === 2,
  },
  {
    name: 'a note',
    make: async (page) => {
      await select(page, noted);
      const note = paperPanel(page).getByLabel('Note on this paper');
      if (!(await note.isVisible()))
        await paperPanel(page).getByText('Note', { exact: true }).click();
      await note.fill(noteText);
      await note.blur();
    },
    shows: ({ notes }) => Object.values(notes).includes(noteText),
  },
];

const noteBefore = 'Noted in quiet times';

/** Makes the marks of the corpus that is kept before anything happens. */
export async function markBefore(page: Page): Promise<void> {
  await select(page, 0);
  await paperPanel(page).getByRole('button', { name: 'Star', exact: true }).click();
  await paperPanel(page).getByText('Note', { exact: true }).click();
  await paperPanel(page).getByLabel('Note on this paper').fill(noteBefore);
  await paperPanel(page).getByLabel('Note on this paper').blur();
}

/** What is missing of the marks that were there before anything happened; empty for nothing. */
export function lostMarks(marks: Marks): string[] {
  const lost: string[] = [];
  if (marks.starred.length === 0) lost.push('the star from before');
  if (!Object.values(marks.notes).includes(noteBefore)) lost.push('the note from before');
  return lost;
}
