import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { terraformOf as mongodbOf } from '../../scripts/mongodb/states';
import { terraformOf as rdsOf } from '../../scripts/rds/states';
import { FACTS, namedIn, problemsOf } from './terraform';

const scripts = join(__dirname, '../../scripts');
const sources = readdirSync(scripts, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(scripts, name), 'utf8'));

test.each([
  ['alicloud_instance (i-1): http_tokens = "required"', ['alicloud_instance.http_tokens']],
  ['alicloud_instance (i-1): without auto_release_time', ['alicloud_instance.auto_release_time']],
  [
    'alicloud_db_instance (rm-1): security_ips (db_instance_ip_array_name = "a = b") without 0.0.0.0/0',
    ['alicloud_db_instance.security_ips', 'alicloud_db_instance.db_instance_ip_array_name'],
  ],
  [
    'alicloud_oss_bucket_acl (b): acl = "private"; alicloud_oss_bucket_versioning (b): status = "Enabled"',
    ['alicloud_oss_bucket_acl.acl', 'alicloud_oss_bucket_versioning.status'],
  ],
  ['alikafka (alikafka-1): automatic renewal by the month, as its resource spells it', []],
])('%s', (terraform, named) => {
  expect(namedIn(terraform)).toEqual(named);
  expect(problemsOf(terraform)).toEqual([]);
});

test('an argument or a resource that the provider does not have is found', () => {
  expect(problemsOf('alicloud_instance (i-1): http_token = "required"')).toEqual(['alicloud_instance.http_token']);
  expect(problemsOf('alicloud_ecs (i-1): http_tokens = "required"')).toEqual(['alicloud_ecs.http_tokens']);
  expect(problemsOf('mongodb (i-1): auto_renew = true')).toEqual(['.auto_renew']);
});

test('instances of every kind have a resource with what plans say of them', () => {
  for (const dBInstanceType of ['replicate', 'sharding', 'serverless'])
    for (const change of ['auto_renew = true', 'security_ip_groups (security_ip_group_name = "a") without ::/0'])
      expect(problemsOf(`${mongodbOf({ id: 'dds-1', dBInstanceType })}: ${change}`)).toEqual([]);
  for (const dBInstanceType of ['Primary', 'Readonly'])
    for (const change of ['auto_renew = true, auto_renew_period = 1', 'security_ips without ::/0'])
      expect(problemsOf(`${rdsOf({ id: 'rm-1', dBInstanceType })}: ${change}`)).toEqual([]);
});

test('no source names a resource that the facts do not have, and the facts hold nothing that no source names', () => {
  const named = new Set(sources.flatMap((text) => text.match(/(?<=['`])alicloud_[a-z_]+[a-z]/g) ?? []));
  named.add('alicloud_db_instance').add('alicloud_db_readonly_instance');
  expect([...named].sort()).toEqual(Object.keys(FACTS.resources));
  const texts = sources.join('\n');
  const unused = Object.values(FACTS.resources).flatMap((has) =>
    Object.keys(has).filter((name) => !texts.includes(name)),
  );
  expect(unused).toEqual([]);
});
