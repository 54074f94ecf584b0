import { defineCollector, instant, rpc, single, tagMap, text, textList } from '../../../lib/define';
import { slb } from '../product';

/** The whole list comes in one answer, without keys and without contents. */
export const serverCertificates = defineCollector({
  id: 'slb-server-certificates',
  product: slb,
  title: { zh: '服务器证书', en: 'Server certificates' },
  scope: 'region',
  call: rpc('DescribeServerCertificates'),
  paging: single(),
  items: 'ServerCertificates.ServerCertificate',
  assetId: 'ServerCertificateId',
  assetName: 'ServerCertificateName',
  fields: {
    commonName: text('CommonName'),
    subjectAlternativeNames: textList('SubjectAlternativeNames.SubjectAlternativeName[]'),
    expireTimeStamp: instant('ExpireTimeStamp'),
    fingerprint: text('Fingerprint'),
    resourceGroupId: text('ResourceGroupId'),
    tags: tagMap('Tags.Tag[]', 'TagKey', 'TagValue'),
  },
  show: ['commonName', 'subjectAlternativeNames', 'expireTimeStamp', 'fingerprint', 'tags'],
  console: 'https://slb.console.aliyun.com/slb/{{region}}/certs',
});
