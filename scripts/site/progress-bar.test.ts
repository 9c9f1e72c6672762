import { describe, expect, it } from 'vitest';
import { ProgressBar } from './progress-bar';

function written(isTTY: boolean) {
  let text = '';
  const bar = new ProgressBar({ isTTY, write: (part) => (text += String(part)) !== '' });
  return { bar, text: () => text };
}

describe('the progress of a build', () => {
  it('is one line for stages that go on side by side', () => {
    const { bar, text } = written(true);
    bar.tell('project', 0, 200, 'epochs');
    bar.tell('label', 50, 100, 'topics');
    bar.tell('project', 100, 200, 'epochs');
    bar.tell('label', 75, 100, 'topics');
    expect(text()).not.toContain('\n');
    expect(text().split('\r').at(-1)).toContain('100 of 200 epochs, naming topics 75 %');
    bar.tell('project', 200, 200, 'epochs');
    expect(text().split('\r').at(-1)).toMatch(/^Naming topics .*75 of 100 topics/u);
  });

  it('is a line for each stage that follows another', () => {
    const { bar, text } = written(true);
    bar.tell('read', 10, 10, 'bytes');
    bar.tell('embed', 0, 10, 'papers');
    bar.end();
    expect(text().match(/\n/gu)).toHaveLength(2);
  });

  it('says each stage once where there is no terminal', () => {
    const { bar, text } = written(false);
    for (const stage of ['project', 'label', 'project', 'label']) bar.tell(stage, 1, 2, 'x');
    bar.end();
    expect(text()).toBe('Laying out the map …\nNaming topics …\n');
  });
});
