/** What is compared: questions that both answer, by what each calls its answer. */
import { RAISES } from '../../emulator/raises';
import type { Scenario } from '../../emulator';

export interface Question {
  readonly title: string;
  /** Ids of the checkers here. */
  readonly checkers: readonly string[];
  /** Ids of the checks of Prowler. */
  readonly prowler: readonly string[];
  /** Ids of the plugins of CloudSploit. */
  readonly cloudsploit: readonly string[];
}

export const QUESTIONS: readonly Question[] = [
  {
    title: 'security group: 22 or 3389 open to the world',
    checkers: ['ecs-sg-open-admin'],
    prowler: ['ecs_securitygroup_restrict_ssh_internet', 'ecs_securitygroup_restrict_rdp_internet'],
    cloudsploit: ['openSSH', 'openRDP'],
  },
  {
    title: 'security group: a database port open to the world',
    checkers: ['ecs-sg-open-db'],
    prowler: ['mysql', 'postgresql', 'oracle', 'sql_server', 'redis', 'mongodb'].map(
      (name) => `ecs_securitygroup_restrict_${name}_internet`,
    ),
    cloudsploit: ['openMySQL', 'openPostgreSQL', 'openOracle', 'openSQLServer'],
  },
  {
    title: 'security group: everything open to the world',
    checkers: ['ecs-sg-open-all'],
    prowler: ['ecs_securitygroup_restrict_all_ports_internet'],
    cloudsploit: ['openAllPortsProtocols'],
  },
  {
    title: 'disk is not encrypted',
    checkers: ['ecs-disk-unencrypted'],
    prowler: ['ecs_attached_disk_encrypted', 'ecs_unattached_disk_encrypted'],
    cloudsploit: ['systemDisksEncrypted', 'dataDisksEncrypted'],
  },
  {
    title: 'bucket is public',
    checkers: ['oss-public'],
    prowler: ['oss_bucket_not_publicly_accessible'],
    cloudsploit: ['ossBucketPrivate'],
  },
  {
    title: 'bucket writes no access log',
    checkers: ['oss-logging-off'],
    prowler: ['oss_bucket_logging_enabled'],
    cloudsploit: ['bucketLoggingEnabled'],
  },
  {
    title: 'bucket keeps no versions',
    checkers: ['oss-versioning-off'],
    prowler: [],
    cloudsploit: ['ossBucketVersioning'],
  },
  {
    title: 'console user without MFA',
    checkers: ['ram-user-no-mfa'],
    prowler: ['ram_user_mfa_enabled_console_access'],
    cloudsploit: ['usersMfaEnabled'],
  },
  {
    title: 'console user who does not log in for 90 days',
    checkers: ['ram-user-inactive'],
    prowler: ['ram_user_console_access_unused'],
    cloudsploit: ['inactiveUserDisabled'],
  },
  {
    title: 'access key older than 90 days',
    checkers: ['ram-ak-age'],
    prowler: ['ram_rotate_access_key_90_days'],
    cloudsploit: ['accessKeysRotation'],
  },
  {
    title: 'RDS whitelist open to the world',
    checkers: ['rds-whitelist-open'],
    prowler: ['rds_instance_no_public_access_whitelist'],
    cloudsploit: ['rdsPublicAccess'],
  },
  {
    title: 'RDS without SSL',
    checkers: ['rds-ssl-off'],
    prowler: ['rds_instance_ssl_enabled'],
    cloudsploit: ['rdsSslEncryptionEnabled'],
  },
  {
    title: 'RDS without TDE',
    checkers: ['rds-tde-off'],
    prowler: ['rds_instance_tde_enabled'],
    cloudsploit: ['rdsTdeEnabled'],
  },
  {
    title: 'RDS without an audit of SQL',
    checkers: ['rds-audit-off'],
    prowler: ['rds_instance_sql_audit_enabled'],
    cloudsploit: ['rdsAuditingEnabled'],
  },
  {
    title: 'API server of ACK is public',
    checkers: ['ack-public-api'],
    prowler: ['cs_kubernetes_private_cluster_enabled'],
    cloudsploit: ['ackPrivateClusterEnabled'],
  },
];

/** Of each condition that a question asks for. */
const PLANTED = 3;

/** A world of two regions that holds what the questions ask for, and nothing else that is wrong. */
export function scenarioOf(questions: readonly Question[]): Scenario {
  const wanted = new Set(questions.flatMap(({ checkers }) => checkers));
  const conditions = Object.keys(RAISES).filter((condition) => raisedBy(condition).some((id) => wanted.has(id)));
  return {
    seed: 19,
    regions: ['cn-hangzhou', 'cn-shanghai'],
    instances: 60,
    plant: Object.fromEntries(conditions.map((condition) => [condition, PLANTED])),
    changes: [],
  };
}

/** The checkers that a condition of the world concerns, by the description of the world. */
export function raisedBy(condition: string): readonly string[] {
  const raised = RAISES[condition] ?? [];
  return 'nothing' in raised ? [] : raised.map((one) => one.replace(/ .*/, ''));
}
