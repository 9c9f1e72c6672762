/** Programs that drive a browser, started and ended by the checks. */
import { accessSync, constants } from 'node:fs';
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';

/** The path of a program, by its name on the PATH or by its whole path; null where there is none. */
export function findProgram(...names: readonly string[]): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  for (const name of names) {
    const paths = name.startsWith('/') ? [name] : folders.map((folder) => join(folder, name));
    const found = paths.find(isExecutable);
    if (found !== undefined) return found;
  }
  return null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export interface Program {
  /** Resolves with the first match in what it says; rejects when it ends before. */
  said(pattern: RegExp): Promise<RegExpExecArray>;
  /** Ends it and all it has started. */
  end(): void;
}

/** Starts a program in a process group of its own. */
export function startProgram(
  path: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Program {
  const child = spawn(path, args, {
    detached: true,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const heard = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      for (const hear of heard) hear();
    });
  const ended = new Promise<never>((_resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => reject(new Error(`${path} ended with ${code}: ${output}`)));
  });
  ended.catch(() => undefined);
  return {
    said: (pattern) =>
      Promise.race([
        ended,
        new Promise<RegExpExecArray>((resolve) => {
          const hear = (): void => {
            const found = pattern.exec(output);
            if (found !== null) resolve(found);
          };
          heard.add(hear);
          hear();
        }),
      ]),
    end: () => {
      if (child.pid === undefined || child.exitCode !== null) return;
      try {
        process.kill(-child.pid);
      } catch {
        // It ended by itself.
      }
    },
  };
}

/** A port of this machine that nothing listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('The system gave no free port.'));
      });
    });
  });
}
