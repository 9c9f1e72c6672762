/** One line on a terminal that says which stage is how far; where there is no terminal, a line a stage. */
import type { OnProgress } from './make-content';

const words: Readonly<Record<string, string>> = {
  read: 'Reading the files',
  embed: 'Embedding',
  cluster: 'Clustering',
  label: 'Naming topics',
  project: 'Laying out the map',
  write: 'Writing the site',
};
const width = 30;

export class ProgressBar {
  #stage = '';
  readonly #said = new Set<string>();
  readonly #out: NodeJS.WriteStream;

  constructor(out: NodeJS.WriteStream = process.stderr) {
    this.#out = out;
  }

  readonly tell: OnProgress = (stage, done, total, unit) => {
    const isNew = stage !== this.#stage;
    const name = words[stage] ?? stage;
    if (this.#out.isTTY) {
      if (isNew && this.#stage !== '') this.#out.write('\n');
      const part = total > 0 ? Math.min(1, done / total) : 0;
      const bar = '█'.repeat(Math.round(part * width)).padEnd(width, '░');
      const count =
        unit === 'bytes' ? `${Math.round(part * 100)} %` : `${done} of ${total} ${unit}`;
      this.#out.write(`\r${name.padEnd(20)} ${bar} ${count}\u001b[K`);
    } else if (!this.#said.has(stage)) this.#out.write(`${name} …\n`);
    this.#said.add(stage);
    this.#stage = stage;
  };

  end(): void {
    if (this.#out.isTTY && this.#stage !== '') this.#out.write('\n');
  }
}
