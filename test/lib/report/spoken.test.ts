import { explain } from '../../../lib/aliyun/explain';
import { rpc } from '../../../lib/define';
import { CloudApiError, type ErrorCode } from '../../../lib/errors';
import { scheduleNote } from '../../../lib/inspection/schedule';
import { spoken } from '../../../lib/report';
import { ecs } from '../../../scripts/ecs';

const facts = { product: ecs, call: rpc('DescribeDisks'), region: 'cn-hangzhou', account: 'my prod' };

/** What an error of a call says, as operators read it. */
function said(code: ErrorCode, more: { readonly cloudCode?: string; readonly said?: string } = {}): string {
  const options = { code, product: 'ecs', action: 'DescribeDisks', region: 'cn-hangzhou', httpStatus: 403, ...more };
  return explain(new CloudApiError('x', { cloudCode: 'Some.Code', ...options }), facts).message;
}

const WHERE = 'ecs:DescribeDisks（cn-hangzhou，账号 my prod）';

test.each<[string, string]>([
  [said('access-denied'), `${WHERE}被拒绝：请授权 ecs:DescribeDisks (Some.Code, HTTP 403)`],
  [said('service-not-open'), `${WHERE}：未开通服务，请在控制台开通 ${ecs.title.en} (Some.Code, HTTP 403)`],
  [said('unsupported'), `${WHERE}：该地域没有此服务 (Some.Code, HTTP 403)`],
  [said('quota-exhausted'), `${WHERE}：本月云监控调用的免费额度已用完 (Some.Code, HTTP 403)`],
  [said('throttled'), `${WHERE}：重试 10 次后仍被限流，请降低巡检频率 (Some.Code, HTTP 403)`],
  [said('token-expired'), `${WHERE}：安全令牌已过期，换新后仍不可用 (Some.Code, HTTP 403)`],
  [said('credentials'), '账号 my prod：密钥被拒绝，请检查 AccessKey (Some.Code, HTTP 403)'],
  [
    said('credentials', { cloudCode: 'InvalidTimeStamp.Expired' }),
    '账号 my prod：密钥被拒绝，请校准本机时钟 (InvalidTimeStamp.Expired, HTTP 403)',
  ],
  // What the cloud says is its own.
  [said('service', { said: 'Please try later.' }), `${WHERE}：Please try later. (Some.Code, HTTP 403)`],
  [
    `${said('access-denied')} (and 3 more)`,
    `${WHERE}被拒绝：请授权 ecs:DescribeDisks (Some.Code, HTTP 403)（另有 3 个）`,
  ],
  [scheduleNote('0,10 * * * *') ?? '', '定时 “0,10 * * * *” 的两次巡检只相隔 10 分钟，建议不少于 30 分钟'],
  [
    `account a: all regions are inspected (${said('access-denied')})`,
    `账号 a：巡检所有地域（${WHERE}被拒绝：请授权 ecs:DescribeDisks (Some.Code, HTTP 403)）`,
  ],
  [
    '3 events wait for guance: not accepted yet; the next run sends them',
    '3 个事件等待 guance 接收：尚未接收；下次巡检时发送',
  ],
  ['the timeout of 60 s was reached: the rest is unknown', '达到 60 秒的超时：其余未知'],
])('%s', (sentence, zh) => {
  expect(spoken(sentence, 'zh')).toBe(zh);
  expect(spoken(sentence, 'en')).toBe(sentence);
});

test('what nobody knows in Chinese stays as it is', () => {
  expect(spoken('a sentence of a reporter of your own', 'zh')).toBe('a sentence of a reporter of your own');
});
