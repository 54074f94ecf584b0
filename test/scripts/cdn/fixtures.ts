import { certificates, domains } from '../../../scripts/cdn';

export { inDays, now } from '../ecs/fixtures';

const where = { account: { id: '1000000000000001', name: 'production' }, region: 'global' };

export const domain = domains.toAsset(
  {
    DomainName: 'static.example.com',
    DomainStatus: 'online',
    CdnType: 'web',
    Coverage: 'domestic',
    SslProtocol: 'on',
    GmtCreated: '2025-03-01T00:00:00Z',
  },
  where,
);

/** What the edge answers with for it. */
export function certificate(expires: Date | undefined, CertStatus?: string) {
  const CertExpireTime = expires?.toISOString() ?? '';
  return certificates.toAsset(
    { DomainName: 'static.example.com', CertName: 'static', CertStatus, CertExpireTime },
    where,
  );
}
