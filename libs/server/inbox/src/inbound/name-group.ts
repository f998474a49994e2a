import { Channel, GatewayError, type WhatsAppGateway } from '@prosa/server/channels';
import { announceContacts, Contact, learnAbout } from '@prosa/server/crm';
import {
  systemContext,
  unitOfWork,
  type JobHandler,
  type Platform,
  type TenantContext,
  type UnitOfWork,
} from '@prosa/server/platform';
import { scopeOf } from '../conversation/change-conversation';
import { Conversation } from '../inbox.entities';

/** After the commit, has a group's name asked for: its messages do not carry it, and what told of it came before anybody wanted groups. */
export function wakeGroupName(
  ctx: TenantContext,
  unit: UnitOfWork,
  { isGroup, id }: Conversation,
  contact: Contact,
): void {
  if (isGroup && contact.nameSource === 'NONE')
    unit.afterCommit(() => ctx.platform.jobs.enqueue({ kind: 'group.name', key: id, tenantId: ctx.tenantId }));
}

/** Job `group.name`, of one conversation. What goes wrong is tried again with the group's next message. */
export const groupNameJob = (platform: Platform, gateway: Pick<WhatsAppGateway, 'groupName'>): JobHandler => ({
  kind: 'group.name',
  concurrency: 1,
  run: async (job) => {
    const ctx = systemContext(platform, job.tenantId as string, 'group.name');
    const conversation = await ctx.em.findOne(Conversation, { id: job.key, isGroup: true });
    const contact = conversation && (await ctx.em.findOne(Contact, { id: conversation.contactId }));
    const channel = conversation && (await ctx.em.findOne(Channel, { id: conversation.channelId, deletedAt: null }));
    if (!channel || contact?.nameSource !== 'NONE') return;
    const name = await asked(gateway.groupName(channel.instanceName, conversation.remoteJid));
    if (!name) return;
    const person = { identities: [{ kind: 'GROUP' as const, value: conversation.remoteJid }], pushName: name };
    await unitOfWork(ctx, async (unit) =>
      announceContacts(unit, await learnAbout(ctx, unit, [person]), () => [scopeOf(conversation)]),
    );
  },
});

async function asked(answer: Promise<string | null>): Promise<string | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof GatewayError) return null;
    throw error;
  }
}
