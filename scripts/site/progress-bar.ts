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

/** How far a stage is, as it was told last. */
interface Told {
  readonly done: number;
  readonly total: number;
  readonly unit: string;
}

export class ProgressBar {
  /** Stages on the present line; several where they go on side by side. */
  readonly #line = new Map<string, Told>();
  readonly #said = new Set<string>();
  readonly #out: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;

  constructor(out: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stderr) {
    this.#out = out;
  }

  readonly tell: OnProgress = (stage, done, total, unit) => {
    if (this.#out.isTTY) {
      if (!this.#line.has(stage) && [...this.#line.values()].every(isFinished)) {
        if (this.#line.size > 0) this.#out.write('\n');
        this.#line.clear();
      }
      this.#line.set(stage, { done, total, unit });
      this.#out.write(`\r${this.#drawn()}\u001b[K`);
    } else if (!this.#said.has(stage)) this.#out.write(`${words[stage] ?? stage} …\n`);
    this.#said.add(stage);
  };

  end(): void {
    if (this.#line.size > 0) this.#out.write('\n');
    this.#line.clear();
  }

  /** A bar for the stage that was begun first and goes on; of others their share. */
  #drawn(): string {
    const stages = [...this.#line];
    const shown = stages.find(([, told]) => !isFinished(told)) ?? stages.at(-1);
    return [shown, ...stages.filter((other) => other !== shown && !isFinished(other[1]))]
      .flatMap((one, at) => {
        if (!one) return [];
        const [stage, { done, total, unit }] = one;
        const name = words[stage] ?? stage;
        const part = total > 0 ? Math.min(1, done / total) : 0;
        const percent = `${Math.round(part * 100)} %`;
        if (at > 0) return [`${name.toLowerCase()} ${percent}`];
        const bar = '█'.repeat(Math.round(part * width)).padEnd(width, '░');
        const count = unit === 'bytes' ? percent : `${done} of ${total} ${unit}`;
        return [`${name.padEnd(20)} ${bar} ${count}`];
      })
      .join(', ');
  }
}

function isFinished({ done, total }: Told): boolean {
  return done >= total;
}
