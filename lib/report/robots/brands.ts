import { createHmac } from 'node:crypto';
import type { InspectionEvent } from '../../model';
import type { Reporter } from '../reporter';
import { jsonBytes, truncateBytes, utf8 } from '../truncate';
import type { Brand } from './brand';
import { robotReporter, type RobotOptions } from './robot';

/** DingTalk: 20 messages a minute, 20,000 bytes a message. */
export const dingtalk: Brand = {
  name: 'dingtalk',
  perMinute: 20,
  maxBytes: 18_000,
  measure: jsonBytes,
  request({ title, text }, { url, secret }, now) {
    const signed = new URL(url);
    if (secret !== undefined) {
      signed.searchParams.set('timestamp', String(now));
      signed.searchParams.set('sign', dingtalkSign(secret, now));
    }
    return { url: signed.toString(), body: { msgtype: 'markdown', markdown: { title, text } } };
  },
  codeOf: (answer) => answer.errcode,
  passing: { '-1': 'server', '130101': 'rate-limit', '410100': 'rate-limit', '90030': 'rate-limit' },
  advice: {
    '310000': "check the robot's security settings: its key words, its secret and the clock of this host",
    '300001': 'check DINGTALK_ROBOT_URL',
  },
};

/** Feishu and Lark: 100 messages a minute, 20 KB a message. */
export const feishu: Brand = {
  name: 'feishu',
  perMinute: 100,
  maxBytes: 18_000,
  measure: jsonBytes,
  request({ title, text, status }, { url, secret }, now) {
    const timestamp = String(Math.floor(now / 1000));
    return {
      url,
      body: {
        ...(secret === undefined ? {} : { timestamp, sign: feishuSign(secret, timestamp) }),
        msg_type: 'interactive',
        card: {
          config: { wide_screen_mode: true },
          header: { title: { tag: 'plain_text', content: title }, template: COLOURS[status] },
          elements: [{ tag: 'markdown', content: text }],
        },
      },
    };
  },
  codeOf: (answer) => answer.code ?? answer.StatusCode,
  passing: { '9499': 'rate-limit', '11232': 'rate-limit', '230020': 'rate-limit', '2200': 'server' },
  advice: {
    '19021': 'check FEISHU_ROBOT_SECRET and the clock of this host',
    '19022': "the address of this host is not on the robot's list",
    '19024': "none of the robot's key words is in the message",
  },
};

/** WeCom: 20 messages a minute, 4,096 bytes a message. */
export const wecom: Brand = {
  name: 'wecom',
  perMinute: 20,
  maxBytes: 4096,
  measure: utf8,
  request: ({ text }, { url }) => ({ url, body: { msgtype: 'markdown', markdown: { content: text } } }),
  codeOf: (answer) => answer.errcode,
  passing: { '-1': 'server', '45009': 'rate-limit', '45033': 'rate-limit' },
  advice: { '93000': 'check WECOM_ROBOT_URL' },
};

/**
 * Slack: one message a second and channel through an incoming webhook, 150 characters a header, 3,000 a section. It
 * answers in words.
 */
export const slack: Brand = {
  name: 'slack',
  perMinute: 60,
  maxBytes: 3000,
  measure: (text) => slackText(text).length,
  request: ({ title, text }, { url }) => ({
    url,
    body: {
      // What a notification shows of it.
      text: slackEscape(title),
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: truncateBytes(title, 150, lengthOf), emoji: true } },
        // What follows the title, which a message repeats; nothing in it becomes a mention or a link by itself.
        { type: 'section', text: { type: 'mrkdwn', text: slackText(withoutTitle(text)) || ' ', verbatim: true } },
      ],
    },
  }),
  read: (text) => ({ code: text.trim() === 'ok' ? 0 : text.trim() }),
  codeOf: (answer) => answer.code,
  passing: { rate_limited: 'rate-limit', rollup_error: 'server' },
  advice: {
    no_service: 'the webhook was removed or switched off: check SLACK_WEBHOOK_URL',
    no_service_id: 'check SLACK_WEBHOOK_URL',
    no_team: 'check SLACK_WEBHOOK_URL',
    team_disabled: 'the Slack workspace is switched off',
    invalid_token: 'check SLACK_WEBHOOK_URL',
    action_prohibited: 'an administrator of the Slack workspace does not allow it',
    posting_to_general_channel_denied: 'only some may write to the general channel',
    channel_not_found: 'the channel of the webhook is gone',
    channel_is_archived: 'the channel of the webhook is archived',
    user_not_found: 'who has made the webhook is gone',
  },
};

const lengthOf = (text: string): number => text.length;
const withoutTitle = (text: string): string => text.replace(/^\*\*[^\n]*\*\*\n\n/, '');
const slackEscape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** Chat Markdown as Slack's mrkdwn: `*bold*` and `<address|text>`; all that it would take for more is escaped. */
function slackText(markdown: string): string {
  return slackEscape(markdown)
    .replace(/~/g, '∼')
    .replace(/\*\*([^*\n]+)\*\*/g, '*$1*')
    .replace(/\[([^\]\n]*)\]\((https?:[^)\s|]+)\)/g, '<$2|$1>');
}

const COLOURS: Readonly<Record<InspectionEvent['status'], string>> = {
  critical: 'red',
  error: 'orange',
  warning: 'yellow',
  info: 'blue',
  ok: 'green',
};

/** @param now epoch milliseconds, as in the parameter `timestamp` */
export function dingtalkSign(secret: string, now: number): string {
  return createHmac('sha256', secret).update(`${now}\n${secret}`).digest('base64');
}

/** @param timestamp epoch seconds, as in the body */
export function feishuSign(secret: string, timestamp: string): string {
  return createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64');
}

/** @example dingtalkReporter({ url: process.env.DINGTALK_ROBOT_URL, secret: 'SEC…', language: 'zh' }) */
export const dingtalkReporter = (options: RobotOptions): Reporter => robotReporter(dingtalk, options);
/** @example feishuReporter({ url: process.env.FEISHU_ROBOT_URL, language: 'zh' }) */
export const feishuReporter = (options: RobotOptions): Reporter => robotReporter(feishu, options);
/** @example wecomReporter({ url: process.env.WECOM_ROBOT_URL, language: 'zh' }) */
export const wecomReporter = (options: RobotOptions): Reporter => robotReporter(wecom, options);
/** @example slackReporter({ url: process.env.SLACK_WEBHOOK_URL, language: 'en' }) */
export const slackReporter = (options: RobotOptions): Reporter => robotReporter(slack, options);
