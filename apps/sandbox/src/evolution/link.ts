import { OLDER_CHATS } from '../customers';
import { linkCode, pairingCode, phoneMessageId, rowId } from '../ids';
import type { World } from '../world';
import type { Instance, StoredMessage } from './instance';
import { digitsOf } from './number';
import { upsertShape } from './shapes';
import type { Json } from './wire';

/** Links, breaks and ends the connection between an instance and the business phone. */
const OPEN = 200;

export const update = (
  world: World,
  instance: Instance,
  state: string,
  statusReason: number,
  extra: Json = {},
): void => {
  world.webhooks.emit(instance, 'connection.update', { instance: instance.name, ...extra, state, statusReason });
};

export function startConnecting(world: World, instance: Instance, number?: string): void {
  instance.attempt += 1;
  instance.state = 'connecting';
  instance.socketMade = true;
  instance.staleCode = instance.code ?? instance.staleCode;
  instance.code = null;
  instance.recentCodes = [];
  instance.codesIssued = 0;
  instance.codeLimitReached = false;
  instance.pairingNumber = number ?? null;
  update(world, instance, 'connecting', OPEN);
  world.changed();
  nextCode(world, instance, instance.attempt, world.timing.codeReadyMs);
}

function nextCode(world: World, instance: Instance, attempt: number, inMs: number): void {
  world.later(inMs, () => void issueCode(world, instance, attempt));
}

const current = (instance: Instance, attempt: number) =>
  instance.attempt === attempt && instance.state === 'connecting' && !instance.deleting;

async function issueCode(world: World, instance: Instance, attempt: number): Promise<void> {
  if (!current(instance, attempt)) return;
  if (instance.codesIssued >= world.timing.codeLimit) return giveUp(world, instance);
  const code = linkCode();
  const base64 = await world.drawCode(code);
  if (!current(instance, attempt)) return;
  instance.codesIssued += 1;
  const pairing = instance.pairingNumber ? (instance.code?.pairingCode ?? pairingCode()) : null;
  instance.code = { code, base64, pairingCode: pairing, count: instance.codesIssued };
  instance.recentCodes = [code, ...instance.recentCodes].slice(0, 3);
  world.webhooks.emit(instance, 'qrcode.updated', {
    qrcode: { instance: instance.name, pairingCode: pairing, code, base64 },
  });
  world.changed();
  nextCode(world, instance, attempt, instance.codesIssued === 1 ? world.timing.firstCodeMs : world.timing.nextCodeMs);
}

function giveUp(world: World, instance: Instance): void {
  instance.code = null;
  instance.staleCode = null;
  instance.state = 'close';
  instance.codeLimitReached = true;
  world.webhooks.emit(instance, 'qrcode.updated', {
    message: 'QR code limit reached, please login again',
    statusCode: 500,
  });
  update(world, instance, 'refused', 428);
  world.changed();
}

/** What `connect` answers: the code, or that of an earlier attempt, or `{count: 0}` while there was none. */
export const codeAnswer = ({ code: current, staleCode }: Instance): Json => {
  const code = current ?? staleCode;
  return code
    ? { pairingCode: code.pairingCode, code: code.code, base64: code.base64, count: code.count }
    : { count: 0 };
};

export interface Phone {
  number: string;
  profileName: string;
}

/** The business phone scanned (or typed) this instance's code. */
export function link(world: World, instance: Instance, phone: Phone): void {
  instance.attempt += 1;
  instance.state = 'connecting';
  instance.staleCode = instance.code;
  instance.code = null;
  instance.recentCodes = [];
  update(world, instance, 'connecting', OPEN);
  world.changed();
  const attempt = instance.attempt;
  world.later(world.timing.pairingMs, () => {
    if (!current(instance, attempt)) return;
    instance.ownerJid = `${phone.number}@s.whatsapp.net`;
    instance.profileName = phone.profileName;
    instance.disconnection = null;
    open(world, instance);
    giveHistory(world, instance);
  });
}

export function open(world: World, instance: Instance): void {
  instance.state = 'open';
  instance.stored = 'open';
  instance.updatedAt = world.iso();
  const extra = { wuid: instance.ownerJid, profileName: instance.profileName, profilePictureUrl: null };
  update(world, instance, 'open', OPEN, extra);
  for (const message of instance.messages.filter((one) => one.onPhoneOnly && one.status === 'DELIVERY_ACK'))
    deliverLate(world, instance, message);
  world.changed();
}

/** Written while the connection was away: comes when it is back. */
function deliverLate(world: World, instance: Instance, message: StoredMessage): void {
  message.onPhoneOnly = false;
  world.webhooks.emit(instance, 'messages.upsert', upsertShape(instance, message));
}

/** After pairing the phone hands over the chats it has. */
function giveHistory(world: World, instance: Instance): void {
  if (!instance.messages.some(({ history }) => history)) seedHistory(world, instance);
  const past = instance.messages.filter(({ onPhoneOnly, history }) => onPhoneOnly || history);
  for (const message of past) message.onPhoneOnly = false;
  const jids = [...new Set(past.map((message) => message.chatJid))];
  const names = new Map(jids.map((jid) => [jid, world.findCustomer(jid)?.name ?? digitsOf(jid)]));
  world.webhooks.emit(
    instance,
    'chats.set',
    jids.map((remoteJid) => ({ remoteJid, instanceId: instance.id, name: names.get(remoteJid) })),
  );
  world.webhooks.emit(
    instance,
    'messages.set',
    past.map((message) => upsertShape(instance, message)),
  );
  const contacts = jids.map((remoteJid) => ({
    remoteJid,
    pushName: names.get(remoteJid),
    profilePicUrl: null,
    instanceId: instance.id,
  }));
  if (contacts.length > 0) world.webhooks.emit(instance, 'contacts.upsert', contacts);
}

function seedHistory(world: World, instance: Instance): void {
  for (const { customer: id, lines } of OLDER_CHATS) {
    const customer = world.customer(id);
    lines.forEach(({ fromMe, text, daysAgo }, index) => {
      instance.messages.push({
        dbId: rowId(),
        key: { remoteJid: customer.phoneJid, fromMe, id: phoneMessageId('android') },
        pushName: fromMe ? 'Você' : customer.name,
        message: { conversation: text },
        messageType: 'conversation',
        messageTimestamp: world.seconds() - daysAgo * 86_400 + index * 60,
        source: 'android',
        status: fromMe ? 'READ' : 'DELIVERY_ACK',
        chatJid: customer.phoneJid,
        onPhoneOnly: true,
        history: true,
      });
    });
    instance.contacts.set(customer.phoneJid, {
      id: rowId(),
      pushName: customer.name,
      createdAt: world.iso(),
      updatedAt: world.iso(),
    });
  }
}

/** A final loss (401 logged out, 403 banned): three events, in any order. */
export function lose(world: World, instance: Instance, reasonCode: number, error: Json): void {
  instance.attempt += 1;
  instance.state = 'close';
  instance.stored = 'close';
  instance.code = null;
  instance.disconnection = { reasonCode, object: JSON.stringify({ error, date: world.iso() }), at: world.iso() };
  instance.updatedAt = world.iso();
  statusClosed(world, instance);
  world.webhooks.emit(instance, 'logout.instance', null);
  update(world, instance, 'close', reasonCode);
  world.changed();
}

export const statusClosed = (world: World, instance: Instance): void => {
  const { disconnection } = instance;
  world.webhooks.emit(instance, 'status.instance', {
    instance: instance.name,
    status: 'closed',
    disconnectionAt: disconnection?.at,
    disconnectionReasonCode: disconnection?.reasonCode,
    disconnectionObject: disconnection?.object,
  });
};

const boom = (message: string, data: unknown, code = 401): Json => ({
  data,
  isBoom: true,
  isServer: false,
  output: {
    statusCode: code,
    payload: { statusCode: code, error: code === 401 ? 'Unauthorized' : 'Forbidden', message },
    headers: {},
  },
});

export const loggedOutByApi = (instance: Instance): Json => boom(`Log out instance: ${instance.name}`, null);
export const loggedOutByPhone = (): Json =>
  boom('Stream Errored (conflict)', {
    tag: 'stream:error',
    attrs: { code: '401' },
    content: [{ tag: 'conflict', attrs: { type: 'device_removed' } }],
  });
export const banned = (): Json => boom('Connection Failure', { reason: '403', location: 'frc' }, 403);

/** A recoverable drop: only `connecting` is told, never `close`; it comes back by itself. */
export function drop(world: World, instance: Instance, ms = world.timing.dropMs): void {
  if (instance.state !== 'open') return;
  instance.attempt += 1;
  instance.state = 'connecting';
  update(world, instance, 'connecting', OPEN);
  world.changed();
  const attempt = instance.attempt;
  world.later(ms, () => current(instance, attempt) && open(world, instance));
}

/** Asynchronous: the name stays taken until `remove.instance` was delivered (or given up). */
export function remove(world: World, instance: Instance): void {
  const wasOpen = instance.state === 'open';
  instance.attempt += 1;
  instance.deleting = true;
  instance.state = 'close';
  instance.stored = 'close';
  instance.code = null;
  if (wasOpen) {
    instance.disconnection = {
      reasonCode: 401,
      object: JSON.stringify({ error: loggedOutByApi(instance), date: world.iso() }),
      at: world.iso(),
    };
    statusClosed(world, instance);
  }
  world.webhooks.emit(instance, 'instance.delete', { instanceName: instance.name, instanceId: instance.id });
  const last = world.webhooks.emit(instance, 'remove.instance', null);
  void Promise.all([last?.settled, world.wait(world.timing.deleteMs)]).then(() => {
    world.instances.delete(instance.name);
    world.changed();
  });
  world.changed();
}
