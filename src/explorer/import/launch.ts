/** Files that the operating system hands to the installed page ("open with"). */
import type { ImportFile } from '../../corpus/import-files';

/** The part of the launch handler interface that is used; TypeScript does not know it yet. */
interface LaunchQueue {
  setConsumer(consumer: (params: LaunchParams) => void): void;
}

interface LaunchParams {
  readonly files?: readonly { getFile(): Promise<File> }[];
}

/**
 * Hears of files that the page is opened with, those included with which it was started.
 *
 * @param onFiles given the files of one launch
 * @param onUnreadable called in its place when files cannot be read (any more): how many, of how many
 */
export function consumeLaunches(
  view: object,
  onFiles: (files: readonly ImportFile[]) => void,
  onUnreadable: (unreadable: number, all: number) => void,
): void {
  if (!('launchQueue' in view) || !isLaunchQueue(view.launchQueue)) return;
  view.launchQueue.setConsumer(({ files = [] }) => {
    // A launch without files is the page being opened by itself.
    if (files.length > 0) void open(files);
  });

  async function open(handles: NonNullable<LaunchParams['files']>): Promise<void> {
    const read = await Promise.allSettled(handles.map((handle) => handle.getFile()));
    const opened = read.flatMap((one) =>
      one.status === 'fulfilled' ? [{ name: one.value.name, blob: one.value }] : [],
    );
    if (opened.length === handles.length) onFiles(opened);
    else onUnreadable(handles.length - opened.length, handles.length);
  }
}

function isLaunchQueue(value: unknown): value is LaunchQueue {
  return typeof value === 'object' && value !== null && 'setConsumer' in value;
}
