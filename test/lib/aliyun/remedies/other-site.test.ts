import { createSites } from '../../../../lib/aliyun/remedies';
import { central, defineProduct } from '../../../../lib/define';
import { widgets } from '../cloud';
import { faultOf } from './fault';

const bills = defineProduct({
  ...widgets,
  endpoints: central('bills.example.com', { 'ap-southeast-1': 'bills.ap.example.com' }),
  otherSite: 'ap-southeast-1',
});
const USUAL = { region: 'global', endpoint: 'https://bills.example.com' };
const OTHER = { region: 'ap-southeast-1', endpoint: 'https://bills.ap.example.com' };
const refused = { cloudCode: 'NotApplicable' };
const at = (place: typeof USUAL) => faultOf(refused, { product: bills, region: 'global', place });

it('begins at the usual host, and at the other one from the first refusal on', () => {
  const sites = createSites();
  expect(sites.placeOf(bills, 'global')).toEqual(USUAL);
  expect(sites.remedy.decide(at(USUAL), 0)).toEqual({ kind: 'again', waitMs: 0, place: OTHER });
  expect(sites.placeOf(bills, 'global')).toEqual(OTHER);
});

it('moves a call that was on its way when another one was refused', () => {
  const sites = createSites();
  const first = sites.remedy.decide(at(USUAL), 0);
  expect(sites.remedy.decide(at(USUAL), 0)).toEqual(first);
});

it('knows of each account by itself', () => {
  void createSites().remedy.decide(at(USUAL), 0);
  expect(createSites().placeOf(bills, 'global')).toEqual(USUAL);
});

it.each([
  ['what both sites refuse', at(OTHER)],
  ['a product of one site', faultOf(refused)],
  ['another refusal', faultOf({ cloudCode: 'NoPermission' }, { product: bills, region: 'global', place: USUAL })],
])('leaves %s to others', (_, fault) => {
  const sites = createSites();
  expect(sites.remedy.decide(fault, 0)).toBeUndefined();
  expect(sites.placeOf(bills, 'global')).toEqual(USUAL);
});
