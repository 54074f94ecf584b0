import { certificates, domains } from '../../../scripts/cdn';

export { inDays, now } from '../ecs/fixtures';

const where = { account: { id: '1000000000000001', name: 'production' }, region: 'global' };

export const domain = domains.toAsset(
  {
    DomainName: 'static.example.com',
    DomainStatus: 'online',
    CdnType: 'web',
    Coverage: 'domestic',
    Cname: 'static.example.com.w.example.net',
  },
  where,
);

export const certificate = certificates.toAsset(
  {
    DomainName: 'static.example.com',
    CertName: 'static',
    CertCommonName: 'static.example.com',
    CertType: 'upload',
    CertStatus: 'ok',
    CertExpireTime: '2027-03-01 08:00:00',
  },
  where,
);
