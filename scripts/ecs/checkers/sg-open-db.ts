import { defineOpenPortsChecker } from '../open-ports';

/** MySQL, PostgreSQL, SQL Server, Oracle, Redis, MongoDB, Elasticsearch, Kibana, Docker, Memcached and Kafka. */
const PORTS = ['3306', '5432', '1433', '1521', '6379', '27017', '9200', '5601', '2375', '11211', '11211/udp', '9092'];

export const sgOpenDb = defineOpenPortsChecker({
  id: 'ecs-sg-open-db',
  title: {
    zh: '安全组向公网开放数据库或中间件端口',
    en: 'Security group opens databases or middleware to the internet',
  },
  why: {
    zh: '数据库与中间件常无口令或口令很弱，一旦可从公网访问，数据会被窃取、加密勒索或用于放大攻击。',
    en: 'Databases and middleware often have weak passwords or none: their data is stolen, held to ransom or misused.',
  },
  remedy: {
    zh: '只向业务所在的安全组或内网网段授权这些端口，公网访问经由 VPN。',
    en: 'Grant these ports to the security groups or private networks of your services only; come in by VPN.',
  },
  docs: 'https://help.aliyun.com/zh/ecs/developer-reference/api-ecs-2014-05-26-describesecuritygroupattribute',
  ports: PORTS,
  message: {
    zh: '安全组 {{id}}（{{name}}）向公网开放了数据库或中间件端口：{{ports}}',
    en: 'Security group {{id}} ({{name}}) exposes databases or middleware at {{ports}}',
  },
});
