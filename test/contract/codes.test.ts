import { CODE_TABLE, classify } from '../../lib/aliyun';
import { OSS_CODES } from '../../lib/aliyun/oss';
import { SLS_CODES } from '../../lib/aliyun/sls';
import { COLLECTORS } from '../../scripts/registry.gen';
import { DOCUMENTED, type DocumentedCode } from './codes';

const keyOf = ({ product, call }: (typeof COLLECTORS)[number]) => `${product.code}:${call.action}`;
const meaningOf = ({ product, code, status }: DocumentedCode) =>
  ({ oss: OSS_CODES, sls: SLS_CODES })[product]?.[code] ?? classify(code, status);

it('knows the documented codes of every action that a collector calls', () => {
  const missing = COLLECTORS.map(keyOf).filter((key) => !DOCUMENTED.some(({ actions }) => actions.includes(key)));
  expect(missing).toEqual([]);
  expect(DOCUMENTED.flatMap(({ codes }) => codes).length).toBeGreaterThan(700);
});

describe.each(DOCUMENTED.map(({ of, codes }) => [of, codes] as const))('%s', (_, codes) => {
  it('means what it says', () => {
    expect(codes.map((one) => [one.code, meaningOf(one)])).toEqual(codes.map(({ code, means }) => [code, means]));
  });
});

/** Every documented code of one meaning. */
const allOf = (wanted: string) =>
  [...new Set(DOCUMENTED.flatMap(({ codes }) => codes.filter(({ means }) => means === wanted)))]
    .map(({ code }) => code)
    .filter((code, i, all) => all.indexOf(code) === i)
    .sort();

it('takes for "not in this region" only what says nothing but that', () => {
  expect(allOf('unsupported')).toEqual([
    'Invalid.RegionId',
    'InvalidRegion.NotFound',
    'InvalidRegionId.MalFormed',
    'InvalidRegionId.Malformed',
    'InvalidRegionId.NotFound',
    'Region.NotSupported',
  ]);
});

it('takes for "not opened" only what says nothing but that', () => {
  expect(allOf('service-not-open')).toEqual([
    'AccountNotExisted',
    'Forbidden.KmsServiceNotEnabled',
    'Forbidden.Unsubscribed',
    'Inactive',
    'User.Disabled',
    'UserDisable',
  ]);
});

it('says of no region or opening by a pattern that takes in more', () => {
  const wide = CODE_TABLE.filter(({ pattern, means }) => pattern.includes('*') && /unsupported|not-open/.test(means));
  expect(wide.map(({ pattern }) => pattern)).toEqual(['InvalidRegionId.*']);
});
