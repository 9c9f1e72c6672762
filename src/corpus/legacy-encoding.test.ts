import { describe, expect, it } from 'vitest';
import { detectEncoding, StreamDecoder } from './decode';
import { importFiles } from './import-run';
import { encode } from './testing/encode';
import { read } from './testing/read-one';
import { decoded, preview, type TextEncoding } from './text-encodings';

/** Title and abstract in a language, and the encodings that such texts come in. */
const texts: readonly (readonly [readonly TextEncoding[], string, string])[] = [
  [['shift_jis', 'euc-jp'], '蜜蜂についての研究', '庭で蜜蜂を数える。'],
  [['shift_jis', 'euc-jp'], '画像認識の高速化', '本論文では、計算量を削減する手法を提案する。'],
  [['gb18030'], '关于蜜蜂的研究', '我们在花园数蜜蜂。'],
  [['gb18030'], '图像识别方法', '本文提出了一种新的LSTM模型，实验结果表明其有效。'],
  [['big5'], '關於蜜蜂的研究', '我們在花園數蜜蜂。'],
  [['euc-kr'], '꿀벌에 대한 연구', '정원에서 꿀벌을 세었다.'],
  [
    ['windows-1251', 'koi8-r', 'x-mac-cyrillic', 'ibm866'],
    'Исследование пчёл',
    'Мы считаем пчёл в саду.',
  ],
  [['windows-1251'], 'Дослідження бджіл', 'Ми рахуємо бджіл у саду.'],
  [['windows-1250'], 'Badanie pszczół', 'Liczymy pszczoły i mrówki w ogrodzie.'],
  [['windows-1250'], 'Výzkum včel', 'Počítáme včely na zahradě.'],
  [['windows-1250'], 'A méhek vizsgálata', 'A kertben méheket számolunk, a legidősebbeket is.'],
  [['windows-1252', 'macintosh'], 'Größe der Bienen', 'Wir zählen Bienen und prüfen die Größe.'],
  [
    ['windows-1252', 'macintosh'],
    'Étude des abeilles',
    'Nous comptons les abeilles à côté du pré.',
  ],
  [
    ['windows-1252', 'macintosh'],
    'On Alzheimer’s disease',
    'We don’t count “toy” bees – those in gardens.',
  ],
  [['windows-1252'], 'Abejas en el jardín', 'Contamos las abejas del jardín en un año.'],
  [['windows-1253'], 'Μελέτη των μελισσών', 'Μετράμε τις μέλισσες στον κήπο.'],
  [['windows-1254'], 'Arılar üzerine çalışma', 'Bahçedeki arıları sayıyoruz.'],
  [['windows-1255'], 'מחקר על דבורים', 'אנו סופרים דבורים בגן.'],
  [['windows-1256'], 'دراسة النحل', 'نعد النحل في الحديقة.'],
  [['windows-1257'], 'Bičių ir žąsų tyrimas', 'Skaičiuojame bites ir žąsis.'],
];

/** The text in each of its encodings. */
const cases = texts.flatMap(([encodings, title, abstract]) =>
  encodings.map((encoding) => [encoding, title, abstract] as const),
);

function utf16(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new Uint16Array(Array.from(text, (c) => c.charCodeAt(0))).buffer);
}

describe('encodings', () => {
  it.each(cases)('a table of three lines in %s: %s', async (encoding, title, abstract) => {
    const table = `Title,Abstract,Year\n"${title}","${abstract}",2001\n`;
    const { corpus, report } = await read(encode(table, encoding));
    expect(corpus.papers[0]).toMatchObject({ title, year: 2001 });
    expect(report.files[0]).toMatchObject({ encoding, mixedWith: null });
    expect(preview(report.files[0]?.telling ?? new Uint8Array(0), encoding)).toContain(title);
  });

  it.each(cases)('%s that begins late, in pieces of any size: %s', (encoding, title) => {
    const text = `title\n${'Bees in gardens\n'.repeat(50)}${title}\n${title}, again\n`;
    const bytes = encode(text, encoding);
    for (const size of [1, 7, 300]) {
      const decoder = new StreamDecoder(detectEncoding(bytes.subarray(0, 100)));
      let found = '';
      for (let at = 0; at < bytes.length; at += size)
        found += decoder.decode(bytes.subarray(at, at + size));
      found += decoder.decode();
      expect(found.split('\n').slice(0, 50)).toEqual(text.split('\n').slice(0, 50));
    }
    const decoder = new StreamDecoder('utf-8');
    expect(decoder.decode(bytes) + decoder.decode()).toBe(text);
  });

  it('reads lines in UTF-8 beside lines in another encoding', async () => {
    for (const [encoding, line] of [
      ['windows-1252', 'Größe der Bienen im Garten'],
      ['windows-1251', 'Исследование пчёл в саду'],
      ['gb18030', '关于蜜蜂的研究方法'],
    ] as const) {
      const utf8 = new TextEncoder().encode(
        'title\nÉtude des abeilles à Paris où “elles” dansent\n',
      );
      for (const parts of [
        [utf8, encode(`${line}\n`, encoding), utf8.subarray(6)],
        [encode(`title\n${line}\n`, encoding), utf8.subarray(6)],
      ]) {
        const { corpus, report } = await importFiles([{ name: 'a', blob: new Blob(parts) }]);
        expect(corpus.papers.map(({ title }) => title).toSorted()).toEqual(
          ['Étude des abeilles à Paris où “elles” dansent', line].toSorted(),
        );
        expect(report.files[0]).toMatchObject({ encoding: 'utf-8', mixedWith: encoding });
      }
    }
  });

  it('knows UTF-16 without a mark, in Chinese too, and ISO-2022-JP', async () => {
    const text = 'title,year\n关于蜜蜂的研究和更多的文字,2001\n';
    expect((await read(utf16(text))).corpus.papers[0]?.title).toBe('关于蜜蜂的研究和更多的文字');
    const jis = 'title\n\u001B$BL*K*$K$D$$$F$N8&5f\u001B(B\n';
    const { corpus, report } = await read(jis);
    expect(corpus.papers[0]?.title).toBe('蜜蜂についての研究');
    expect(report.files[0]?.encoding).toBe('iso-2022-jp');
  });

  it('reads in the encoding that the user names, and nothing else', async () => {
    const bytes = encode('title\nИсследование пчёл\n', 'windows-1251');
    const named = await importFiles([{ name: 'a', blob: new Blob([bytes]) }], {
      choices: { a: { encoding: 'windows-1252' } },
    });
    expect(named.corpus.papers[0]?.title).toBe(decoded(bytes.subarray(6, -1), 'windows-1252'));
    expect(named.report.files[0]).toMatchObject({ encoding: 'windows-1252' });
  });

  it('does without encodings that a browser has no decoder for', () => {
    const whole = globalThis.TextDecoder;
    class Poor extends whole {
      constructor(label = 'utf-8', options: TextDecoderOptions = {}) {
        if (!/^(?:utf-|windows-1252)/u.test(label)) throw new RangeError('unknown label');
        super(label, options);
      }
    }
    const bytes = encode('title\nИсследование пчёл\n', 'windows-1251');
    globalThis.TextDecoder = Poor;
    try {
      expect(detectEncoding(bytes)).toBe('windows-1252');
    } finally {
      globalThis.TextDecoder = whole;
    }
  });
});
