/** The command that builds a site, from its arguments to its exit status. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, type Failure } from '../../src/foundation/result';
import { buildSite } from './build-site';
import { isForHelp, readOptions, usageOf } from './options';

export interface SiteCommand {
  readonly args: readonly string[];
  /** How it was called, for the sentences that say how to. */
  readonly called: string;
  /** Folder of the built page. */
  readonly page: string;
}

/** What shells expect of a command that Ctrl+C ended. */
const interrupted = 130;

/** @returns the exit status: 0 with a site written, 1 with what is wrong said, 130 when stopped */
export async function siteCommand({ args, called, page }: SiteCommand): Promise<number> {
  if (isForHelp(args)) {
    console.log(usageOf(called));
    return 0;
  }
  const options = readOptions(args, { called });
  if (!options.ok) return refused(options.error);
  if (!existsSync(join(page, 'index.html')))
    return refused({
      code: 'no-page',
      message: `There is no built page in ${page}.`,
      remedy: 'Run npm run build first.',
    });
  const work = new AbortController();
  const stop = (): void => {
    // A second one finds the work stuck.
    if (work.signal.aborted) process.exit(interrupted);
    console.error('\nStopping …');
    work.abort();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const stopped = (): number => {
    console.error(
      `Stopped. The stages that were finished are kept in ${options.value.cache}: the same command goes on from there. ` +
        'A site that was there before still opens.',
    );
    return interrupted;
  };
  try {
    const built = await buildSite(options.value, page, work.signal);
    if (built.ok) {
      console.log(built.value);
      return 0;
    }
    return built.error.code === 'cancelled' ? stopped() : refused(built.error);
  } catch (thrown) {
    if (work.signal.aborted) return stopped();
    return refused({
      code: 'unexpected',
      message: `The site could not be built: ${messageOf(thrown)}`,
      remedy: 'Run the command again: what was computed is kept.',
    });
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

function refused({ message, remedy }: Failure): number {
  console.error(`${message}\n${remedy}`);
  return 1;
}
