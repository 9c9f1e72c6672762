import { describe, expect, it } from 'vitest';
import { shortVenue } from './venue-names';

const naacl =
  'Proceedings of the 2024 Conference of the North American Chapter of the Association for Computational Linguistics: Human Language Technologies';

describe('shortVenue', () => {
  it.each([
    [`${naacl} (Volume 1: Long Papers)`, 'NAACL 2024'],
    [`${naacl} (Volume 2: Short Papers)`, 'NAACL 2024 Short Papers'],
    [`${naacl} (Volume 6: Industry Track)`, 'NAACL 2024 Industry Track'],
    [
      'Findings of the Association for Computational Linguistics: NAACL 2024',
      'Findings of NAACL 2024',
    ],
    [
      'Proceedings of the 58th Annual Meeting of the Association for Computational Linguistics',
      'ACL',
    ],
    [
      'Advances in Neural Information Processing Systems 32: Annual Conference on Neural Information Processing Systems 2019, NeurIPS 2019',
      'NeurIPS 2019',
    ],
    ['2020 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)', 'CVPR 2020'],
    [
      '2020 IEEE/CVF Conference on Computer Vision and Pattern Recognition Workshops',
      'CVPR 2020 Workshops',
    ],
    ['2019 15th International Conference on eScience (eScience)', 'eScience 2019'],
    [
      '2010 IEEE International Symposium on Parallel & Distributed Processing, Workshops and Phd Forum (IPDPSW)',
      'IPDPSW 2010 Workshops',
    ],
    ['GEARCON 2007 - The Conference on Gears', 'GEARCON 2007'],
    ["Proceedings of the 25th Conference on Widgets - WIDG '19", 'WIDG 2019'],
    ['Proceedings of the 5th Workshop on Representation of Gears (RepGear 2020)', 'RepGear 2020'],
    [
      'Proceedings of the Twenty-Third International Conference on Gears and Widgets',
      'International Conference on Gears and Widgets',
    ],
    [
      '2009 17th IEEE Symposium on High Performance Interconnects',
      'IEEE Symposium on High Performance Interconnects 2009',
    ],
    [
      'Proceedings of the National Academy of Sciences of the United States of America',
      'Proceedings of the National Academy of Sciences of the United States of America',
    ],
    ['Proceedings of the VLDB Endowment', 'Proceedings of the VLDB Endowment'],
    ['Journal of Conference Interpreting', 'Journal of Conference Interpreting'],
    ['Nature Communications', 'Nature Communications'],
    ['NeurIPS 2020', 'NeurIPS 2020'],
  ])('%s is %s', (venue, short) => {
    expect(shortVenue(venue)).toBe(short);
  });
});
