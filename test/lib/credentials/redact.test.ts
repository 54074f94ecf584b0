import { maskKeyId, redact, registerSecret } from '../../../lib/credentials/redact';

const TOKEN = `CAIS${'aB3+/'.repeat(12)}==`;

afterEach(() => jest.restoreAllMocks());

describe('maskKeyId', () => {
  it.each([
    ['LTAI5tExampleKeyabcd', 'LTAI****abcd'],
    ['STS.NUExampleKeywxyz', 'STS.****wxyz'],
    ['short', '****'],
    ['LTAIelevenc', '****'],
    ['LTAItwelveab', 'LTAI****veab'],
  ])('%s', (id, masked) => expect(maskKeyId(id)).toBe(masked));
});

describe('redact', () => {
  it.each([
    [
      'a query',
      'GET /?AccessKeyId=abc&Action=X&SecurityToken=t%2Bk&Signature=s%3D failed',
      'GET /?AccessKeyId=***&Action=X&SecurityToken=***&Signature=*** failed',
    ],
    [
      'a string to sign',
      'GET&%2F&AccessKeyId%3Dabc%26Action%3DX%26SecurityToken%3DCAES%252B%26Z%3D1',
      'GET&%2F&AccessKeyId%3D***%26Action%3DX%26SecurityToken%3D***%26Z%3D1',
    ],
    ['JSON', '{"AccessKeySecret": "s+/=", "RequestId": "r"}', '{"AccessKeySecret": "***", "RequestId": "r"}'],
    [
      'escaped JSON',
      '{\\"access_key_secret\\":\\"abc\\",\\"mode\\":\\"AK\\"}',
      '{\\"access_key_secret\\":\\"***\\",\\"mode\\":\\"AK\\"}',
    ],
    ['INI', 'access_key_secret=abc', 'access_key_secret=***'],
    ['an authorization header', 'Authorization: acs LTAI5tExampleKeyabcd:c2lnbmF0dXJl=', 'Authorization: acs ***'],
    [
      'a V3 header',
      'ACS3-HMAC-SHA256 Credential=LTAI5tExampleKeyabcd,SignedHeaders=host,Signature=0f0f',
      'ACS3-HMAC-SHA256 Credential=LTAI****abcd,SignedHeaders=host,Signature=***',
    ],
    ['a key id', 'key LTAI5tExampleKeyabcd is disabled', 'key LTAI****abcd is disabled'],
    ['a temporary key id', 'key STS.NUExampleKeywxyz.', 'key STS.****wxyz.'],
    ['an STS token', `token ${TOKEN} expired`, 'token *** expired'],
    [
      'a token parameter',
      'POST https://dataway.example/v1/write?token=tkn_0123456789',
      'POST https://dataway.example/v1/write?token=***',
    ],
  ])('%s', (_what, text, clean) => {
    expect(redact(text)).toBe(clean);
    expect(redact(clean)).toBe(clean);
  });

  it.each([
    'set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET',
    'SignatureMethod=HMAC-SHA1&NextToken=abc&SignatureVersion=1.0',
    'InvalidSecurityToken.Expired: the token has expired',
  ])('leaves harmless text alone: %s', (text) => expect(redact(text)).toBe(text));

  it('hides registered values as they are, encoded and in JSON', () => {
    const secret = 'regi"stered+value/1=';
    registerSecret(secret);
    const text = [
      secret,
      encodeURIComponent(secret),
      encodeURIComponent(encodeURIComponent(secret)),
      JSON.stringify(secret),
    ];
    expect(redact(text.join(' '))).toBe('*** *** *** "***"');
  });

  it('shows a registered key id masked', () => {
    registerSecret('LTAI5tRegisteredKeyZZZZ');
    expect(redact('id LTAI5tRegisteredKeyZZZZ!')).toBe('id LTAI****ZZZZ!');
  });

  it('hides values that are passed, the longer before the shorter', () => {
    expect(redact('pass-word-long and pass-word', ['pass-word', 'pass-word-long', ''])).toBe('*** and ***');
  });

  it('hides values that overlap, whichever comes first', () => {
    registerSecret('overlap-first-half');
    registerSecret('first-half-and-the-rest');
    registerSecret('overlap-f');
    expect(redact('see overlap-first-half-and-the-rest, overlap-f.')).toBe('see ***, ***.');
  });

  it('hides each of thousands, at a cost that does not grow with their number', () => {
    const looks = [
      jest.spyOn(Map.prototype, 'get'),
      jest.spyOn(String.prototype, 'includes'),
      jest.spyOn(String.prototype, 'startsWith'),
    ];
    const count = (text: string) => {
      for (const look of looks) look.mockClear();
      redact(text);
      return looks.map((look) => look.mock.calls.length);
    };
    const text = 'a line of a log that says how many assets were found, '.repeat(20);
    const before = count(text);
    for (let i = 0; i < 2000; i++) registerSecret(`secret of account ${i} of two thousand`);
    expect(count(text)).toEqual(before);
    expect(redact('x secret of account 1234 of two thousand y')).toBe('x *** y');
  });

  it('ignores values that are too short to be secrets', () => {
    registerSecret('sevench');
    registerSecret(undefined);
    expect(redact('sevench')).toBe('sevench');
  });

  it('forgets temporary values one hour after they expired, and keeps others', () => {
    const now = jest.spyOn(Date, 'now').mockReturnValue(1_000_000);
    registerSecret('temporary-value', new Date(2_000_000));
    registerSecret('permanent-value');
    now.mockReturnValue(2_000_000 + 3_600_000);
    registerSecret('another-value');
    expect(redact('temporary-value')).toBe('***');
    now.mockReturnValue(2_000_000 + 3_600_001);
    registerSecret('another-value');
    expect(redact('temporary-value permanent-value')).toBe('temporary-value ***');
  });
});
