/**
 * Tags by which a service marks the instances that it makes and releases: those of Auto Scaling (`acs:autoscaling:scalingGroupId`)
 * and of ACK are documented (https://help.aliyun.com/zh/ack/ack-managed-and-ack-dedicated/user-guide/create-a-node-pool). Nobody
 * else can set a tag that begins with `acs:`; that E-HPC, EMR and others use it the same way is a judgement.
 */
const MANAGED = /^(acs:|ack\.aliyun\.com$|ack\.alibabacloud\.com\/|k8s\.io\/cluster-autoscaler$)/;

/** These tell who made an instance, or of what: not who releases it. */
const MERELY_TOLD = /^acs:(tag|rm|ros|ecs:launchtemplate)/i;

/** The tag of the service that makes and releases an instance; `undefined`: people do. */
export function managerOf(tags: Readonly<Record<string, string>> | undefined): string | undefined {
  return Object.keys(tags ?? {}).find((key) => MANAGED.test(key) && !MERELY_TOLD.test(key));
}
