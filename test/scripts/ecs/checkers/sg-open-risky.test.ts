import { sgOpenRisky } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { portCases, testPorts } from '../open-ports';

const ports = [
  ...['21', '23', '111', '111/udp', '135', '137/udp', '139', '445', '512', '513', '514', '873', '2049', '5900', '6000'],
  ...['2376', '2379', '4243', '10250', '10255'],
  ...['2181', '4369', '5984', '7000', '7001', '7077', '8088', '8161', '8500', '9042', '9160', '15672', '50070'],
];

testChecker(
  sgOpenRisky,
  portCases(ports, {
    zh: '安全组 sg-1（web）向公网开放了端口 21/TCP (IPv4)',
    en: 'Security group sg-1 (web) exposes 21/TCP (IPv4) to the internet',
  }),
);
testPorts(sgOpenRisky, ports);
