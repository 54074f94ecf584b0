/** Kubernetes inspection: copy this file, edit the three marked places, run it. */
import { defineInspection, fromEnv } from 'aliyun-inspection';
import * as ack from 'aliyun-inspection/scripts/ack';

// 1. Accounts and regions: 'all', or a list such as ['cn-hangzhou', 'cn-shanghai']
const accounts = [{ name: 'default', credentials: fromEnv(), regions: 'all' as const }];

// 2. Checkers, thresholds, and filters (true means: inspect it)
const checkers = [ack.ackState, ack.ackNode, ack.nodePool, ack.publicApi, ack.auditOff] as const;

// 3. Title, schedule (five-field cron) and timeout
export const inspection = defineInspection({
  id: 'ack',
  title: { zh: '容器服务 ACK 巡检', en: 'Kubernetes inspection' },
  schedule: '1,31 * * * *',
  timeoutSeconds: 900,
  accounts,
  checkers,
  filters: [(cluster) => cluster.name !== 'sandbox'],
});
export const run = inspection.run; // what the function host calls
