import { defineOpenPortsChecker } from '../open-ports';

export const sgOpenAdmin = defineOpenPortsChecker({
  id: 'ecs-sg-open-admin',
  title: { zh: '安全组向公网开放远程登录端口', en: 'Security group opens remote login to the internet' },
  why: {
    zh: '对公网开放的 SSH 与远程桌面端口会被持续扫描和暴力破解。',
    en: 'SSH and remote desktop that everybody can reach are scanned and brute-forced without a pause.',
  },
  remedy: {
    zh: '把来源收窄为办公网或堡垒机的地址，或改用云助手会话管理登录，不开放端口。',
    en: 'Narrow the source down to your office or bastion host, or log in through Session Manager with no port open.',
  },
  docs: 'https://help.aliyun.com/zh/ecs/user-guide/security-group-rules',
  ports: ['22', '3389', '3389/udp'],
  message: {
    zh: '安全组 {{id}}（{{name}}）向公网开放了远程登录端口：{{ports}}',
    en: 'Security group {{id}} ({{name}}) lets the internet log in at {{ports}}',
  },
});
