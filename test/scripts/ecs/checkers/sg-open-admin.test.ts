import { sgOpenAdmin } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { portCases, testPorts } from '../open-ports';

const ports = ['22', '3389', '3389/udp'];

testChecker(
  sgOpenAdmin,
  portCases(ports, {
    zh: '安全组 sg-1（web）向公网开放了远程登录端口：22/TCP (IPv4)',
    en: 'Security group sg-1 (web) lets the internet log in at 22/TCP (IPv4)',
  }),
);
testPorts(sgOpenAdmin, ports);
