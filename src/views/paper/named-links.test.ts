import { describe, expect, it } from 'vitest';
import { blankPaper, type PaperLink } from '../../corpus/paper';
import { namedLinks } from './named-links';

const named = (links: readonly PaperLink[]) => namedLinks({ ...blankPaper('p', 'P'), links });

describe('the links of a paper', () => {
  it('come as code, Paper, PDF, then other pages', () => {
    const links = named([
      { kind: 'huggingface', url: 'https://huggingface.co/papers/2401.1' },
      { kind: 'github', url: 'https://github.com/a/b' },
      { kind: 'other', url: 'https://www.project.example/x' },
      { kind: 'arxiv', url: 'https://arxiv.org/abs/2401.1' },
      { kind: 'pdf', url: 'https://arxiv.org/pdf/2401.1' },
    ]);
    expect(links).toEqual([
      { name: 'GitHub', url: 'https://github.com/a/b' },
      { name: 'Paper', url: 'https://arxiv.org/abs/2401.1' },
      { name: 'PDF', url: 'https://arxiv.org/pdf/2401.1' },
      { name: 'Hugging Face', url: 'https://huggingface.co/papers/2401.1' },
      { name: 'project.example', url: 'https://www.project.example/x' },
    ]);
  });

  it('lose none of several of a kind', () => {
    const links = named([
      { kind: 'github', url: 'https://github.com/a/b' },
      { kind: 'github', url: 'https://github.com/a/c' },
    ]);
    expect(links.map(({ url }) => url)).toEqual([
      'https://github.com/a/b',
      'https://github.com/a/c',
    ]);
  });

  it('are none where there are none', () => {
    expect(named([])).toEqual([]);
  });
});
