import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanAbstract, cleanTitle, readableText, tidySpaces } from './clean';

describe('readableText', () => {
  it.each([
    // HTML and XML
    ['Fish &amp; chips &lt; 5', 'Fish & chips < 5'],
    ['p&amp;lt;0.05', 'p<0.05'],
    ['&eacute;t&eacute; &#8217; &#x27; &alpha;', "été ’ ' α"],
    [
      '0 &lt; U &lap; 250 &mgr;m in &lcub;110&rcub;, &agr;, &OHgr;, &aacgr;, &b.mu; &lsim; 5',
      '0 < U ⪅ 250 μm in {110}, α, Ω, ά, μ ≲ 5',
    ],
    ['AT&T, R&D; a&b; &nosuch;', 'AT&T, R&D; a&b; &nosuch;'],
    ['p<0.05 and q>3, a<b', 'p<0.05 and q>3, a<b'],
    ['The <OOV> token', 'The <OOV> token'],
    ['<jats:p>H<sub>2</sub>O and 10<sup>-3</sup></jats:p>', 'H₂O and 10⁻³'],
    ['<i>E. coli</i> and <b class="x">bold</b>', 'E. coli and bold'],
    ['one<br/>two<p>three</p>', 'one two three'],
    ['a<script>alert(1)</script>b', 'a b'],
    ['a<img src=x onerror=alert(1)>b', 'a b'],
    ['<!-- hidden -->shown', 'shown'],
    ['<mml:math><mml:mi>x</mml:mi></mml:math>', 'x'],
    // LaTeX
    [
      "Erd\\H{o}s, G\\\"odel, P\\'olya, \\'{e}t\\'e, {\\o}re, \\c{c}a, na\\\"{\\i}ve",
      'Erdős, Gödel, Pólya, été, øre, ça, naïve',
    ],
    ['$\\alpha$-stable $L^2$ and $x_{ij}$', 'α-stable L² and xᵢⱼ'],
    ['$\\mathcal{O}(n \\log n)$', 'O(n log n)'],
    ['over $\\mathbb{R}^n$', 'over ℝⁿ'],
    ['$\\frac{a+b}{2}$ of $\\sqrt{x}$', '(a+b)/2 of √x'],
    ['\\emph{Very} \\textbf{deep} nets~\\cite{a,b}', 'Very deep nets'],
    ['5\\% \\& more', '5% & more'],
    ['costs $5 and $10 today', 'costs $5 and $10 today'],
    ['\\(x^2\\) and \\[y_1\\]', 'x² and y₁'],
    ['a \\unknowncmd{kept} b', 'a kept b'],
    ['10^{-3} without dollars', '10^{-3} without dollars'],
    ["``quoted'' -- \\'a", '“quoted” – á'],
    ['$x^{long exponent here}$', 'x^{long exponent here}'],
    ['{\\bf Bold} move', '{\\bf Bold} move'.replace('{\\bf Bold}', 'Bold')],
    // Spacing and stray characters
    ['soft\u00ADhyphen zero\u200Bwidth\u0000', 'softhyphen zerowidth'],
    ['a\u00A0b  c\td', 'a b c d'],
    ['e\u0301', 'é'],
  ])('%j reads %j', (text, readable) => {
    expect(readableText(text)).toBe(readable);
  });

  it('leaves text without markup as it is', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-zA-Z0-9,.()-]+$/u)), (words) => {
        const text = words.join(' ').replaceAll('--', '-');
        expect(readableText(text)).toBe(text);
      }),
    );
  });

  it('takes any text in time that grows with its length', () => {
    for (const piece of [
      '{',
      '$',
      '\\',
      '\\frac',
      '<',
      '&lt;',
      '<a ',
      '$x^',
      '\\begin{',
      '}{',
      '<script>',
      '©',
      '^{',
    ]) {
      const text = piece.repeat(20_000);
      expect(readableText(text).length).toBeLessThanOrEqual(text.length * 2);
    }
  });

  it('never leaves a tag that a browser would run', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '<script',
            '>',
            '<img ',
            'onerror=x',
            '&lt;',
            '</script>',
            '&amp;',
            'script',
            ';',
            '<',
            'a ',
          ),
        ),
        (parts) => {
          expect(readableText(`${parts.join('')}`)).not.toMatch(/<script\b[^<>]*>|<img\b[^<>]*>/iu);
        },
      ),
    );
  });
});

describe('tidySpaces', () => {
  it('keeps paragraphs apart and joins lines', () => {
    expect(tidySpaces(' one\r\ntwo \n\n\n three ')).toBe('one two\n\nthree');
  });
});

describe('cleanTitle', () => {
  it.each([
    ['A title.', 'A title'],
    ['A title...', 'A title...'],
    ['Notes on E.', 'Notes on E.'],
    ['[Ein Titel].', 'Ein Titel'],
    ['Deep\n  learning', 'Deep learning'],
    [
      '{Deep} {L}earning for $k$-means',
      '{Deep} {L}earning for $k$-means'.replaceAll(/[{}$]/gu, ''),
    ],
  ])('%j reads %j', (title, clean) => {
    expect(cleanTitle(title)).toBe(clean);
  });
});

const body =
  'We study maps of many papers and find that they help people who read. Our method is fast and simple.';

describe('cleanAbstract', () => {
  it.each([
    [`Abstract: ${body}`],
    [`ABSTRACT. ${body}`],
    [`Abstract ${body}`],
    [`Summary: ${body}`],
    [`Abstract${body}`],
    [`© 2020 IEEE. ${body}`],
    [`${body} © 2020 Elsevier B.V. All rights reserved.`],
    [
      `${body} Copyright (c) 2019 The Authors. Published by Elsevier Masson SAS. All rights reserved.`,
    ],
    [`${body} © The Author(s) 2024.`],
    [`${body} (PsycINFO Database Record (c) 2020 APA, all rights reserved)`],
    [`${body} This article is protected by copyright. All rights reserved.`],
    [`<p>${body}</p>`],
  ])('leaves of %j what the authors wrote', (abstract) => {
    expect(cleanAbstract(abstract)).toBe(body);
  });

  it.each([
    '',
    'N/A',
    '[No abstract available]',
    'No abstract available.',
    'null',
    'NaN',
    '-',
    '...',
    'None',
    'Publisher: Abstract available from the publisher.',
    'Abstract available from the publisher.',
    'There is no abstract for this article.',
    'This article has no abstract.',
    'An abstract is not available for this article.',
    'Abstract unavailable',
    'No abstract provided by the authors.',
    'Summary not available',
    '[Abstract not provided]',
    'Kein Abstract verfügbar.',
  ])('finds none in %j', (abstract) => {
    expect(cleanAbstract(abstract)).toBe('');
  });

  it.each([
    'Abstract interpretation is a theory of sound approximation of the semantics of programs.',
    'Copyright law has changed. We analyse 2020 decisions of courts and what they mean for libraries.',
    'Summary statistics are widely used.',
    'Abstract art for all.',
    'An abstract is a short text.',
    'No abstract thought is needed for this.',
    'The abstract was found in a cave and is described.',
  ])('keeps %j', (abstract) => {
    expect(cleanAbstract(abstract)).toBe(abstract);
  });
});

it.each([
  'An abstract is not available for this content so a preview has been provided. Please use the Get access link above for information on how to access this content.',
  'Publisher: Abstract available from the publisher. eng',
  'Abstract: none',
  '无摘要',
  '抄録なし',
  'Аннотация отсутствует',
])('takes for no abstract: %s', (text) => {
  expect(cleanAbstract(text)).toBe('');
});
