import { argumentsOf, terraformFacts } from '../../../tools/facts/terraform';

/** In the form of the provider's pages, for example `website/docs/r/instance.html.markdown`. */
const PAGE = `# alicloud_toy

* \`colour\` - (Optional) In the introduction.

## Argument Reference

The following arguments are supported:

* \`http_tokens\` - (Optional, Available since v1.192.0) Whether to \`enforce\`. Valid values:
  - \`required\`: yes.
* \`security_ips\`- (Optional, List) Addresses.
* \`old_one\` - (Optional, Deprecated since v1.85.0) Use \`http_tokens\`.

### \`groups\`

* \`name\` - (Required) Of a group.
* \`security_ips\` - (Required) Of a group.

## Attributes Reference

* \`id\` - (Optional) The id.
`;
const facts = (...wanted: string[]) => terraformFacts('1.2.3', (name) => (name === 'toy' ? PAGE : undefined), wanted);

test('the arguments of a page, and those of its blocks, without its attributes', () => {
  expect([...argumentsOf(PAGE)]).toEqual([
    ['http_tokens', 'Optional, Available since v1.192.0'],
    ['security_ips', 'Optional, List'],
    ['old_one', 'Optional, Deprecated since v1.85.0'],
    ['name', 'Required'],
  ]);
  expect(argumentsOf('# no such section')).toEqual(new Map());
});

test('those that are wanted, sorted', () => {
  expect(facts('alicloud_toy.security_ips', 'alicloud_toy.http_tokens')).toEqual({
    provider: '1.2.3',
    resources: { alicloud_toy: { http_tokens: 'Optional, Available since v1.192.0', security_ips: 'Optional, List' } },
  });
});

test.each([
  ['alicloud_toy.id', 'alicloud_toy has no argument id'],
  ['alicloud_doll.name', 'the provider has no page of alicloud_doll'],
  ['alicloud_toy.old_one', 'alicloud_toy.old_one is deprecated'],
  ['toy', '"toy" is no resource with an argument'],
])('%s: %s', (wanted, message) => expect(() => facts(wanted)).toThrow(message));
