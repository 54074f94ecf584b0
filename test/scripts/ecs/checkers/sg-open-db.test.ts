import { sgOpenDb } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { portCases, testPorts } from '../open-ports';

const ports = ['3306', '5432', '1433', '1521', '6379', '27017', '9200', '5601', '2375', '11211', '11211/udp', '9092'];

testChecker(
  sgOpenDb,
  portCases(ports, {
    zh: '安全组 sg-1（web）向公网开放了数据库或中间件端口：3306/TCP (IPv4)',
    en: 'Security group sg-1 (web) exposes databases or middleware at 3306/TCP (IPv4)',
  }),
);
testPorts(sgOpenDb, ports);
