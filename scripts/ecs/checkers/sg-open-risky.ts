import { defineOpenPortsChecker } from '../open-ports';

/**
 * FTP, Telnet, RPC and Windows file sharing, rsync, NFS, X11 and VNC; etcd, Docker with TLS, kubelet, Kubernetes and its
 * node ports' dashboards; Cassandra, ZooKeeper, Hadoop, Spark, RabbitMQ, ActiveMQ, Consul and CouchDB. Those of administration and
 * of databases have checkers of their own.
 */
const PORTS = [
  ...['21', '23', '111', '111/udp', '135', '137/udp', '139', '445', '512', '513', '514', '873', '2049', '5900', '6000'],
  ...['2376', '2379', '4243', '10250', '10255'],
  ...['2181', '4369', '5984', '7000', '7001', '7077', '8088', '8161', '8500', '9042', '9160', '15672', '50070'],
];

export const sgOpenRisky = defineOpenPortsChecker({
  id: 'ecs-sg-open-risky',
  title: {
    zh: '安全组向公网开放明文、文件共享或集群管理端口',
    en: 'Security group opens clear-text, file-sharing or cluster ports to the internet',
  },
  why: {
    zh: 'Telnet、FTP 明文传输口令，文件共享与集群管理端口常无认证，是蠕虫与挖矿程序扫描的首选。',
    en: 'Telnet and FTP send passwords in the clear; file sharing and cluster control often ask for none, and worms scan for them.',
  },
  remedy: {
    zh: '删除这些规则，或只向运维网段与业务安全组授权；确需公开的服务从参数中去掉其端口。',
    en: 'Delete these rules, or grant them to your own networks and groups only; take a port that is public on purpose out of the parameter.',
  },
  docs: 'https://help.aliyun.com/zh/ecs/developer-reference/api-ecs-2014-05-26-describesecuritygroupattribute',
  ports: PORTS,
  message: {
    zh: '安全组 {{id}}（{{name}}）向公网开放了端口 {{ports}}',
    en: 'Security group {{id}} ({{name}}) exposes {{ports}} to the internet',
  },
});
