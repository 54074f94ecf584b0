import bigint from 'json-bigint';
import fc from 'fast-check';
import { readJson } from '../../../lib/aliyun/json';
import { plain } from '../../../lib/aliyun/transport';

/** The parser as it comes: importing the transport has given pop-core another one. */
const letterByLetter = bigint({}).parse;

describe('readJson', () => {
  test.each([
    ['a long integer', '{"id":9007199254740993}', { id: '9007199254740993' }],
    ['a negative one, after a space', '{"id": -9007199254740993}', { id: '-9007199254740993' }],
    ['one in a list', '[1,9007199254740993]', [1, '9007199254740993']],
    ['one alone', '9007199254740993', '9007199254740993'],
    ['one that a number holds', '{"id":1000000000000001}', { id: 1000000000000001 }],
    ['a long fraction', '{"value":81.73812345678901}', { value: 81.73812345678901 }],
    ['a long number in a text', '{"id":"9007199254740993"}', { id: '9007199254740993' }],
    ['JSON in a text', '{"Datapoints":"[{\\"id\\":9007199254740993}]"}', { Datapoints: '[{"id":9007199254740993}]' }],
    ['a key that json-bigint refuses', '{"constructor":1}', { constructor: 1 }],
  ])('reads %s', (_, text, expected) => {
    expect(plain(readJson(text))).toEqual(expected);
  });

  test.each(['', '{', '<html></html>', '{"id":9007199254740993'])('refuses %j as a syntax error', (text) => {
    expect(() => readJson(text)).toThrow(expect.objectContaining({ name: 'SyntaxError' }));
  });

  it('reads whatever JSON there is as json-bigint does', () => {
    const integers = fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n });
    const document = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.integer().map(String),
        integers.map(String),
        fc.double({ noNaN: true, min: -1e15, max: 1e15 }).map((n) => JSON.stringify(n)),
        fc.string().map((s) => JSON.stringify(s)),
        fc.constantFrom('true', 'false', 'null'),
        fc.array(tie('value')).map((entries) => `[${entries.join(', ')}]`),
        fc
          .dictionary(
            fc.string().filter((key) => !/proto|constructor/.test(key)),
            tie('value'),
          )
          .map(
            (o) =>
              `{${Object.entries(o)
                .map(([k, v]) => `${JSON.stringify(k)}: ${String(v)}`)
                .join(',')}}`,
          ),
      ),
    })).value;
    fc.assert(
      fc.property(document, (text) => {
        expect(plain(readJson(text))).toEqual(plain(letterByLetter(text)));
      }),
      { numRuns: 500 },
    );
  });
});
