/** Certificates, issued and uploaded ones. Expired ones are listed only when they are asked for, as the service has it. */
import { listing, type Action, type Body, type Product } from '../define';
import { emulated } from '../emulated';
import { invalidParameter } from '../errors';
import { numberPaging } from '../paging';
import { basicsAt, RESOURCE_GROUP } from '../common/networks';
import { DAY, HOUR } from '../time';
import type { Scope } from '../world';

const KIND = 'certificate';

const ENDS: Readonly<Record<string, number>> = {
  'cas-expiring-warning': 20,
  'cas-expiring-critical': 5,
  'cas-expired': -3,
};

/** When it ends (ms). One in four was replaced long ago. */
function endOf(scope: Scope, index: number): number {
  const { seed, condition, life, since } = basicsAt(scope, KIND, index);
  const usual = index % 4 === 1 && life.length === 0 ? -400 : 60 + (seed % 300);
  return since + (ENDS[condition ?? ''] ?? usual) * DAY;
}

/** A day of Beijing time. */
function dayOf(ms: number): string {
  return new Date(ms + 8 * HOUR).toISOString().slice(0, 10);
}

function row(scope: Scope, index: number): Body {
  const { id, seed } = basicsAt(scope, KIND, index);
  const end = endOf(scope, index);
  const name = `www.site-${index + 1}.com`;
  return {
    CertificateId: Number(id),
    InstanceId: `cas-instance-${id}`,
    Name: `cert-${index + 1}`,
    CommonName: name,
    Sans: `${name},site-${index + 1}.com`,
    Issuer: 'Emulated CA',
    OrgName: 'Example',
    City: '杭州市',
    Province: '浙江省',
    Country: 'CN',
    StartDate: dayOf(end - 365 * DAY),
    EndDate: dayOf(end),
    Expired: end < scope.world.time,
    Upload: seed % 3 === 0,
    SerialNo: seed.toString(16),
    Fingerprint: seed.toString(16).toUpperCase(),
    ResourceGroupId: RESOURCE_GROUP,
  };
}

const listUserCertificateOrder: Action = {
  name: 'ListUserCertificateOrder',
  params: ['OrderType', 'Status'],
  paging: numberPaging({ default: 50, max: 100, over: 'cap', names: { page: 'CurrentPage', size: 'ShowSize' } }),
  items: 'CertificateOrderList',
  itemId: 'CertificateId',
  handle(call) {
    const { scope, params, place } = call;
    const { OrderType: type = 'CPACK', Status: status = '' } = params;
    if (!['CERT', 'UPLOAD'].includes(type)) throw invalidParameter('OrderType', 'CERT or UPLOAD expected');
    if (!['', 'EXPIRED'].includes(status)) throw invalidParameter('Status', 'EXPIRED or nothing expected');
    const wanted = scope.filtered(KIND, `${type}/${status}/${place.region}`, (index) => {
      if (scope.placeOf(KIND, index) !== place.region) return false;
      const { Expired, Upload } = row(scope, index);
      return Expired === (status === 'EXPIRED') && (type === 'CERT' || Upload === true);
    });
    const { rows, fields } = call.page(listing(wanted.length, (i) => row(scope, wanted.at(i))));
    const { PageSize: ShowSize, ...rest } = fields;
    return { CertificateOrderList: rows, ShowSize, ...rest };
  },
};

const api: Product = { code: 'cas', version: '2020-04-07', global: true, actions: [listUserCertificateOrder] };

export const cas = emulated({
  products: [api],
  kinds: {
    certificate: {
      prefix: '',
      numeric: true,
      size: 'certificates',
      usual: 12,
      perAccount: true,
      centres: ['cn-hangzhou', 'ap-southeast-1', 'eu-central-1'],
    },
  },
  conditions: {
    'cas-expiring-warning': { kind: 'certificate', detail: 'ends in 20 days' },
    'cas-expiring-critical': { kind: 'certificate', detail: 'ends in 5 days' },
    'cas-expired': { kind: 'certificate', detail: 'ended 3 days ago' },
  },
  raises: {
    'cas-expiring-warning': ['cas-cert-expiring warning'],
    'cas-expiring-critical': ['cas-cert-expiring critical'],
    'cas-expired': ['cas-cert-expiring critical'],
  },
});
