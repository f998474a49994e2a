import { randomBytes } from 'node:crypto';
import type { Customer } from '../customers';
import { phoneMessageId } from '../ids';
import { GROUP, type World } from '../world';
import type { Instance } from './instance';
import { membersOf } from './group-routes';
import { arrive, fromPhone, type Written } from './traffic';
import type { Json } from './wire';

/** What people do that is no message to the business: call, type, and write to a group that it is in. */

export type CallEnd = 'accept' | 'reject' | 'timeout' | 'terminate';

/** Rings, and ends so after `afterMs`; without an end it rings on. One that was taken is also hung up. */
export function customerCalls(
  world: World,
  instance: Instance,
  customer: Customer,
  {
    video,
    end,
    afterMs,
    id = randomBytes(10).toString('hex').toUpperCase(),
  }: { video: boolean; end?: CallEnd; afterMs: number; id?: string },
): Json {
  const jid = jidOf(customer);
  const tell = (status: string) =>
    world.webhooks.emit(instance, 'call', {
      chatId: jid,
      from: jid,
      id,
      date: world.iso(),
      offline: false,
      status,
      isVideo: video,
      isGroup: false,
    });
  tell('offer');
  if (end)
    world.later(afterMs, () => {
      tell(end);
      if (end === 'accept') world.later(afterMs, () => void tell('terminate'));
    });
  return { id };
}

/** WhatsApp says that somebody stopped by saying that they are there. */
const PRESENCES = { composing: 'composing', recording: 'recording', paused: 'available' } as const;

export function customerTypes(
  world: World,
  instance: Instance,
  customer: Customer,
  presence: keyof typeof PRESENCES,
): void {
  if (instance.state !== 'open') return;
  const jid = jidOf(customer);
  world.webhooks.emit(instance, 'presence.update', {
    id: jid,
    presences: { [jid]: { lastKnownPresence: PRESENCES[presence] } },
  });
}

const jidOf = ({ addressing, lid, phoneJid }: Customer): string => (addressing === 'lid' && lid ? lid : phoneJid);

/** Somebody writes in the one group that there is. An instance that ignores groups hears nothing of it. */
export function groupSays(world: World, instance: Instance, customer: Customer, written: Written): Json {
  const { addressing, source, name, phoneJid, lid } = customer;
  const participant = jidOf(customer);
  const other = participant === lid ? phoneJid : lid;
  const message = fromPhone(world, instance, written, source, {
    key: {
      remoteJid: GROUP.jid,
      fromMe: false,
      id: written.id ?? phoneMessageId(source),
      participant,
      ...(other && { participantAlt: other }),
      addressingMode: addressing,
    },
    pushName: name || null,
    status: 'DELIVERY_ACK',
    chatJid: GROUP.jid,
  });
  if (instance.settings.groupsIgnore) return message.key as unknown as Json;
  if (instance.state === 'open' && !instance.contacts.has(GROUP.jid)) tellOfGroup(world, instance);
  instance.messages.push(message);
  // The group's contact is told under the name of whoever spoke.
  arrive(world, instance, message, name || null, false);
  return message.key as unknown as Json;
}

/** As when the business is taken into the group. */
function tellOfGroup(world: World, instance: Instance): void {
  const [owner] = GROUP.members;
  world.webhooks.emit(instance, 'groups.upsert', [
    {
      id: GROUP.jid,
      addressingMode: 'pn',
      subject: GROUP.name,
      owner: owner?.id,
      ownerPn: owner?.id,
      subjectOwner: owner?.id,
      subjectTime: GROUP.creation,
      size: membersOf(instance).length,
      creation: GROUP.creation,
      isCommunity: false,
      announce: false,
      restrict: false,
      memberAddMode: true,
      joinApprovalMode: false,
      participants: membersOf(instance).map(({ id, admin }) => ({ id, phoneNumber: id, admin })),
      author: owner?.id,
    },
  ]);
}
