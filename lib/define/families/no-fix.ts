/** Why no single change is safe, and what to look at instead, where that is the same for many checkers. */
import type { Text } from '../../model/text';

export const NO_FIX = {
  load: {
    zh: '负载由谁造成、会不会持续，只有看过才知道：升配要花钱且可能闪断或重启，限流会拒绝业务。先从指标与慢日志、进程或来源找出原因。',
    en: 'Who causes the load, and whether it stays, is known only after a look: a larger size costs money and may interrupt or restart it, a limit turns users away. Find the cause first, in metrics, slow logs, processes or sources.',
  },
  filling: {
    zh: '哪些数据可以删除只有其主人知道，而扩大的存储要花钱、通常不能再缩小。先看是什么在增长。',
    en: 'Only their owner knows which data can go, and storage that is extended costs money and can seldom be made smaller again. See first what grows.',
  },
  symptom: {
    zh: '这个指标是症状，原因可能在应用、后端、对端或网络：没有一个修改对所有原因都对。先看同一时间的发布、后端状态与日志。',
    en: 'The metric shows what users feel, and its cause may be in the application, the servers, the other end or the network: no one change fits them all. Look at releases, servers and logs of the same time.',
  },
  dropped: {
    zh: '被丢弃的流量已经无法找回；是该升配、限制来源还是改架构，取决于流量是否正当。先看连接与带宽的来源。',
    en: 'What was dropped cannot be had again, and whether a larger size, a limit of the sources or another design helps depends on whose traffic it is. See first where connections and bandwidth come from.',
  },
  change: {
    zh: '与平日不同不一定是故障：是否正常只有了解业务的人知道。对照当时的发布、活动与操作审计；正常的请确认为正常。',
    en: 'What is unusual need not be wrong: only who knows the business can tell. Compare with releases, campaigns and ActionTrail of that time, and say where it is normal.',
  },
  locked: {
    zh: '锁定由云平台在原因（欠费、到期、安全或磁盘满）消除后解除，没有解锁的 API；付款与处置只能由人决定。',
    en: 'The cloud takes the lock away when its reason is gone, be it payment, expiry, security or a full disk: no API unlocks it, and what is paid or removed is for people to decide.',
  },
  state: {
    zh: '状态由产品自己改变，原因要从其任务与事件中看出：在原因不明时重启、切换或重建可能使情况更糟。先看控制台中的任务与事件，必要时提工单。',
    en: 'The product changes this state itself, and its tasks and events tell why: a restart, a switch or a new one without knowing that may make it worse. Read them in the console, and open a ticket where they do not explain it.',
  },
  blackhole: {
    zh: '黑洞在攻击停止后由云平台按时解除；更换地址会影响解析与白名单，接入高防要花钱并改变流量路径。',
    en: 'The cloud ends a blackhole by itself some time after the attack; another address touches DNS and whitelists, and Anti-DDoS costs money and leads the traffic another way.',
  },
  backup: {
    zh: '手工做一次备份只会掩盖备份为何没有做成。先看失败的任务与备份策略，消除原因后再备份。',
    en: 'One backup by hand hides why none was made. Look at the jobs that failed and at the policy, mend that, and then back it up.',
  },
  quota: {
    zh: '提高配额或扩展规格要由云平台批准或另行付费，而哪些占用可以释放只有其主人知道。',
    en: 'A higher quota has to be approved or paid for, and only their owner knows what of that which uses it can go.',
  },
  imported: {
    zh: '问题由另一个检查工具发现，如何修改、会影响什么由它说明：请在其控制台中按该规则处理或忽略。',
    en: 'Another inspector has found it, and says what to change and what that touches: follow its rule in its own console, or ignore it there.',
  },
  idle: {
    zh: '释放或退订后无法恢复，地址与配置也一并失去；它是否只是备用，只有其主人知道。先确认没有解析、路由或预案依赖它。',
    en: 'What is released cannot be had again, and its addresses and settings go with it; only its owner knows whether it is there for a reason. Make sure first that no name, route or plan for an emergency needs it.',
  },
  servers: {
    zh: '后端为何不健康或不在，原因在服务器、端口、安全组或健康检查之中：移除后端会让其余的承担更多。先按健康检查给出的原因查看。',
    en: 'Why servers are not healthy, or not there, is a matter of the machine, its port, its security group or the check itself: taking one out puts more on the others. Follow the reason that the health check gives.',
  },
  failed: {
    zh: '任务失败的原因在它的错误信息里，未消除之前重试只会再次失败。先按信息处理，再重新执行。',
    en: 'Its error message tells why it failed, and until that is mended another try fails again. Act on the message, then start it once more.',
  },
  missing: {
    zh: '实例为何起不来要看其事件与日志（资源、镜像、健康检查）：增加数量或重启不会消除原因。',
    en: 'Its events and logs tell why instances do not come up, be it resources, images or health checks: more of them, or a restart, does not mend that.',
  },
  certificate: {
    zh: '续签需要验证域名所有权，新证书还要由持有私钥的人部署到每个使用它的地方。',
    en: 'A renewal proves who owns the name, and who holds the private key has to put the new certificate wherever it is used.',
  },
  purchase: {
    zh: '买多少、买多久取决于之后的用量，订单付款后通常不能撤销。',
    en: 'How much to buy, and for how long, depends on what will be used, and an order that is paid can seldom be taken back.',
  },
  spend: {
    zh: '省在哪里要先知道钱花在哪里：按产品与实例看账单，再决定释放、变配或调整预算。',
    en: 'Where to save is known only when it is known where the money goes: look at the bill by product and instance, then release, resize or change the budget.',
  },
} as const satisfies Record<string, Text>;
