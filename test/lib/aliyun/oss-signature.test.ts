/** Signatures of object storage, against those that ali-oss makes. */
import { signOss } from '../../../lib/aliyun/oss';
import type { Credentials } from '../../../lib/credentials';
import { KEYS } from './cloud';

const AT = new Date('2026-03-01T01:02:03Z');
const TOKEN = { ...KEYS, securityToken: 'tok+/=' };

describe('a signature is that of ali-oss 6.23.0', () => {
  it.each<[string, string, string, Record<string, string>, Credentials, string]>([
    [
      'a list with a marker',
      'cn-hangzhou',
      '/',
      { 'max-keys': '1000', marker: 'b/ä 1' },
      KEYS,
      'd8877db25eaa51be78e5a3e4591d13b168a5016bdba12f34f26c1ac8464b89a7',
    ],
    [
      'a sub-resource of a bucket',
      'cn-shanghai',
      '/my-bucket/',
      { bucketInfo: '' },
      KEYS,
      'a45b0d692f63e2f97ec8042543609d15e9f2398d89b0170106d461bf842dd871',
    ],
    [
      'a temporary key',
      'cn-shanghai',
      '/my-bucket/',
      { policyStatus: '' },
      TOKEN,
      '5b1746e027eab79ea8829c06d858c101b093de107421ecdd78d3fe5f52103587',
    ],
  ])('%s', (_, region, path, query, credentials, signature) => {
    const headers = signOss({ endpoint: 'https://example.com', region, path, query, credentials }, AT);
    expect(headers.authorization).toBe(
      `OSS4-HMAC-SHA256 Credential=${KEYS.accessKeyId}/20260301/${region}/oss/aliyun_v4_request,Signature=${signature}`,
    );
    expect(headers['x-oss-date']).toBe('20260301T010203Z');
    expect(headers['x-oss-security-token']).toBe(credentials.securityToken);
  });
});

describe('a signature V1 is that of ali-oss 6.23.0', () => {
  it.each<[string, string, Record<string, string>, Credentials, string]>([
    ['a list with a marker', '/', { 'max-keys': '1000', marker: 'b/ä 1' }, KEYS, 'g/lWa/suC7n3dWtuG7bWI7T/9LA='],
    ['a sub-resource of a bucket', '/my-bucket/', { bucketInfo: '' }, KEYS, 'PCRPLQ1cmoeM+MEohh5ZG//3Llg='],
    ['a temporary key', '/my-bucket/', { policyStatus: '' }, TOKEN, 'R4c0bsMWxZf7vS+KjSFeQ+faDis='],
  ])('%s', (_, path, query, credentials, signature) => {
    const request = { endpoint: 'https://example.com', region: 'cn-hangzhou', path, query, credentials };
    expect(signOss({ ...request, signature: 'v1' }, AT)).toEqual({
      ...(credentials.securityToken !== undefined && { 'x-oss-security-token': credentials.securityToken }),
      date: 'Sun, 01 Mar 2026 01:02:03 GMT',
      authorization: `OSS ${KEYS.accessKeyId}:${signature}`,
    });
  });
});
