import { words, type ObjectSchema } from '../../lib/define';

/** As Guance's own collectors write them. */
export const objects: readonly ObjectSchema[] = [
  {
    measurement: 'aliyun_cdn',
    id: 'DomainName',
    tags: words('CdnType DomainName DomainStatus SslProtocol CertName Status CertType CertDomainName'),
    fields: words('CertExpireTime GmtCreated'),
  },
];
