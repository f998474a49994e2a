import { GatewayError } from './gateway-error';
import { parseJid, phoneOfJid } from './jid';
import { httpUrl } from './normalise-connection';
import { at, instant, int, isTrue, record, text } from './read';
import type { InstanceInfo, InstanceSettings, InstanceState, InstanceWebhook } from './whatsapp-gateway';

const SECRET_HEADER = 'X-Webhook-Secret';

/** Everything is named each time: the server keeps the old value of whatever is left out. */
export function webhookBody({ webhookUrl, webhookSecret, events }: InstanceWebhook) {
  return {
    enabled: true,
    url: webhookUrl,
    headers: { [SECRET_HEADER]: webhookSecret },
    byEvents: false,
    base64: false,
    events: [...events],
  };
}

const STATES: Readonly<Record<string, InstanceState>> = {
  open: 'OPEN',
  connecting: 'CONNECTING',
  close: 'CLOSE',
  closed: 'CLOSE',
  refused: 'CLOSE',
};
export const instanceState = (node: unknown): InstanceState | null =>
  typeof node === 'string' && Object.hasOwn(STATES, node) ? (STATES[node] ?? null) : null;

export function instanceInfo(instance: string, node: unknown): InstanceInfo {
  const own = parseJid(at(node, 'ownerJid'))?.jid ?? null;
  return {
    name: instance,
    instanceId: text(at(node, 'id')),
    state: instanceState(at(node, 'connectionStatus')),
    ownJid: own,
    ownNumber: phoneOfJid(own),
    profileName: text(at(node, 'profileName')),
    profilePictureUrl: httpUrl(at(node, 'profilePicUrl')),
    disconnectionReason: int(at(node, 'disconnectionReasonCode')),
    disconnectedAt: instant(at(node, 'disconnectionAt')),
    settings: instanceSettings(at(node, 'Setting')),
  };
}

export const instanceSettings = (node: unknown): InstanceSettings | null =>
  record(node) ? { groupsIgnore: isTrue(at(node, 'groupsIgnore')), readMessages: isTrue(at(node, 'readMessages')) } : null;

const FLAGS = ['rejectCall', 'groupsIgnore', 'alwaysOnline', 'readMessages', 'readStatus', 'syncFullHistory'] as const;

/** The server takes settings only all at once: what is not to change is what it has. */
export const settingsBody = (known: unknown, change: InstanceSettings) => ({
  ...Object.fromEntries(FLAGS.map((flag) => [flag, isTrue(at(known, flag))])),
  msgCall: text(at(known, 'msgCall')) ?? '',
  ...change,
});

export function misunderstood(what: string): never {
  throw new GatewayError('SERVER', `The answer has no ${what}`, { status: 200, outcomeKnown: true });
}
