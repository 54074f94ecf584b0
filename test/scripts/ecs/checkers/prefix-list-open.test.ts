import { prefixListEntries, prefixListOpen, prefixLists } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { now, where } from '../fixtures';

const office = prefixLists.toAsset(
  {
    PrefixListId: 'pl-1',
    PrefixListName: 'office',
    AddressFamily: 'IPv4',
    AssociationCount: 2,
    CreationTime: '2025-03-01T00:00:00Z',
    Tags: { Tag: [] },
  },
  where,
);
const holding = (...ranges: (string | undefined)[]) => ({
  related: {
    attributes: [
      prefixListEntries.toAsset({ PrefixListId: 'pl-1', Entries: { Entry: ranges.map((Cidr) => ({ Cidr })) } }, where),
    ],
  },
});

testChecker(prefixListOpen, {
  healthy: { asset: office, ...holding('203.0.113.0/24', '10.0.0.0/8'), now },
  pass: { 'an office': {}, 'no entry': holding(), 'IPv6 of an office': holding('2001:db8::/32') },
  fail: {
    everybody: {
      ...holding('10.0.0.0/8', '0.0.0.0/0'),
      message: 'open',
      severity: 'error',
      text: {
        zh: '前缀列表 pl-1（office）包含 0.0.0.0/0，被 2 个资产引用',
        en: 'Prefix list pl-1 (office) holds 0.0.0.0/0 and is referred to by 2 assets',
      },
    },
    'two halves': {
      ...holding('0.0.0.0/1', '128.0.0.0/1'),
      message: 'open',
      severity: 'error',
      data: { ranges: ['0.0.0.0/1', '128.0.0.0/1'] },
    },
    'everybody of IPv6': { ...holding('::/0'), message: 'open', severity: 'error', data: { ranges: ['::/0'] } },
  },
  skip: { 'nothing refers to it': { asset: { associationCount: 0 }, related: { attributes: [] } } },
  unknown: {
    'no answer': { related: { attributes: [] } },
    'an entry without a range': holding('10.0.0.0/8', undefined),
  },
});
