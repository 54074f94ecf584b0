import { defineChecker } from '../../../lib/define';
import { fixCall } from '../../../lib/model';
import { keyDetails } from '../collectors/key-details';
import { keys } from '../collectors/keys';

/** Symmetric keys, the only ones that the service rotates by itself; a size or curve follows. */
const SYMMETRIC = /^Aliyun_(AES|SM4)(_|$)/;
/** Key pairs, and keys of message codes, which it does not. */
const NEVER_ROTATED = /^(RSA|EC|HMAC)_/;

export const rotationOff = defineChecker({
  id: 'kms-rotation-off',
  asset: keys,
  title: { zh: 'KMS 密钥未开启自动轮转', en: 'KMS key is not rotated' },
  why: {
    zh: '长期使用同一个密钥版本，加密的数据越多，一次破解或泄露的影响就越大。',
    en: 'The more data one version of a key protects, the more is exposed when that version is broken or leaks.',
  },
  remedy: {
    zh: '为密钥开启自动轮转；旧版本仍可解密，业务无需改动。',
    en: 'Turn on automatic rotation: older versions still decrypt, and nothing else has to change.',
  },
  fix({ id, region }, { rotation }) {
    // A rotation that is suspended goes on by itself when the key is enabled again.
    if (rotation !== 'Disabled') return undefined;
    const set = (fields: Readonly<Record<string, string>>) =>
      fixCall('kms', 'UpdateRotationPolicy', { RegionId: region, KeyId: id, ...fields });
    return {
      calls: [set({ EnableAutomaticRotation: 'true', RotationInterval: '365d' })],
      undo: [set({ EnableAutomaticRotation: 'false' })],
      terraform: `alicloud_kms_key (${id}): automatic_rotation = "Enabled", rotation_interval = "365d"`,
      effect: {
        zh: '不中断；每年产生一个新版本，旧版本仍可解密。部分实例按密钥版本收费。',
        en: 'Nothing is interrupted: each year there is one version more, and older ones still decrypt. Where versions are paid for, that is its cost.',
      },
    };
  },
  severity: 'warning',
  category: 'security',
  docs: 'https://help.aliyun.com/zh/kms/key-management-service/user-guide/configure-key-rotation',
  params: {},
  related: { details: keyDetails },
  messages: {
    off: { zh: '密钥 {{id}} 的自动轮转为 {{rotation}}', en: 'Automatic rotation of key {{id}} is {{rotation}}' },
  },
  check({ id }, { related, pass, fail, skip, unknown }) {
    const [key] = related.details;
    if (!key) return unknown({ zh: '没有返回该密钥的轮转设置', en: 'the rotation of the key is not in the answer' });
    const { keyState, keySpec, origin, creator, automaticRotation: rotation } = key;
    const { DKMSInstanceId: instance, protectionLevel } = key;
    if (keyState !== 'Enabled')
      return skip({ zh: `${keyState} 的密钥不轮转`, en: `a key that is ${keyState} is not rotated` });
    if (keySpec === undefined || origin === undefined || creator === undefined)
      return unknown({
        zh: '应答中没有密钥的规格、来源或创建者',
        en: 'its kind, origin or creator is not in the answer',
      });
    if (!/^\d+$/.test(creator)) return skip({ zh: '由云服务创建和管理', en: 'a cloud service made and manages it' });
    if (!SYMMETRIC.test(keySpec) && !NEVER_ROTATED.test(keySpec))
      return unknown({ zh: `未知的密钥规格 ${keySpec}`, en: `the key's kind ${keySpec} is not known` });
    if (!SYMMETRIC.test(keySpec) || origin !== 'Aliyun_KMS')
      return skip({
        zh: '非对称或外部导入的密钥不支持自动轮转',
        en: 'asymmetric and imported keys have no automatic rotation',
      });
    if (rotation === undefined)
      return unknown({ zh: '应答中没有自动轮转', en: 'whether it rotates is not in the answer' });
    if (rotation === 'Disabled' && instance !== undefined) {
      if (protectionLevel === undefined)
        return unknown({ zh: '应答中没有密钥的保护级别', en: 'its protection level is not in the answer' });
      // The level alone does not tell: older keys outside of instances may have the same.
      if (protectionLevel === 'HSM')
        return skip({
          zh: '硬件密钥管理实例中的密钥不支持自动轮转',
          en: 'keys in a hardware key management instance have no automatic rotation',
        });
    }
    return rotation === 'Enabled' ? pass() : fail('off', { id, rotation });
  },
});
