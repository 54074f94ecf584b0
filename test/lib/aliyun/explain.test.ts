import { explain } from '../../../lib/aliyun/explain';
import { rpc } from '../../../lib/define';
import { widgets } from './cloud';
import { faultOf } from './remedies/fault';

/** A name with everything in it that a message is made of. */
const account = 'a: b for account c in cn-beijing';
const facts = { product: widgets, call: rpc('ListWidgets'), region: 'cn-beijing', account };
const what = `widgets:ListWidgets in cn-beijing for account ${account}`;

it.each([
  ['request-refused', `${what}: no: never (Odd, HTTP 400)`],
  ['service', `${what}: no: never (Odd, HTTP 400)`],
  ['access-denied', `${what} denied: grant widgets:ListWidgets (Odd, HTTP 400)`],
  ['credentials', `account ${account}: keys refused, check the access key (Odd, HTTP 400)`],
] as const)('%s names the account as it is, in its message and in a field', (code, message) => {
  const { error } = faultOf({
    code,
    cloudCode: 'Odd',
    httpStatus: 400,
    said: 'no: never',
    context: { requestId: 'r' },
  });
  expect(explain(error, facts)).toMatchObject({ message, code, context: { requestId: 'r' }, account, cause: error });
});

it('says of the ceiling where it is set', () => {
  const said = 'the ceiling of 5 calls is reached';
  const { error } = faultOf({ code: 'quota-exhausted', cloudCode: 'Ceiling', said });
  expect(explain(error, facts).message).toBe(`${what}: ${said}; raise metricCalls`);
});

it('keeps the whole message of an error that does not say what the cloud said', () => {
  const { error } = faultOf({ code: 'service', cloudCode: 'Odd' });
  expect(explain(error, facts).message).toBe(`${what}: ${error.message}`);
});

it.each([
  ['cn-beijing', 'unsupported'],
  ['global', 'request-refused'],
] as const)('a refused region of %s is %s', (region, code) => {
  expect(explain(faultOf({ code: 'unsupported' }).error, { ...facts, region })).toMatchObject({ code });
});
