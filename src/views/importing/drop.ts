/** What a drop or a paste brings: files, files inside dropped folders, or text. */
import type { ImportFile } from '../../corpus/import-files';

/** Most files taken from a dropped folder. */
const mostFiles = 1000;

/** Whether something that is dragged over the page can be opened. */
export function bringsPapers(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes('Files') ?? false;
}

export function filesFrom(list: Iterable<File>): ImportFile[] {
  return Array.from(list, (file) => ({ name: file.name, blob: file }));
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

async function collect(entry: FileSystemEntry, into: ImportFile[]): Promise<void> {
  if (into.length >= mostFiles || entry.name.startsWith('.')) return;
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    into.push({ name: entry.fullPath.replace(/^\//u, ''), blob: file });
  } else if (isDirectory(entry)) {
    const reader = entry.createReader();
    for (;;) {
      // A folder is listed in portions; an empty one is the end.
      const portion = await new Promise<FileSystemEntry[]>((resolve, reject) =>
        reader.readEntries(resolve, reject),
      );
      if (portion.length === 0 || into.length >= mostFiles) return;
      for (const inner of portion) await collect(inner, into);
    }
  }
}

/** The files of a drop, those in dropped folders included. */
export async function droppedFiles(transfer: DataTransfer): Promise<ImportFile[]> {
  // Entries must be asked for at once: after the event the transfer is empty.
  const entries = Array.from(transfer.items, (item) => item.webkitGetAsEntry());
  const plain = filesFrom(transfer.files);
  if (!entries.some((entry) => entry?.isDirectory === true)) return plain;
  const files: ImportFile[] = [];
  for (const entry of entries) if (entry !== null) await collect(entry, files);
  return files;
}
