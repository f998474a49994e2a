import { capabilitiesOf, Channel, type WhatsAppGateway } from '@prosa/server/channels';
import type { Conversation } from '@prosa/server/inbox';
import { IntegrationRow } from '@prosa/server/integrations';
import type { TenantContext } from '@prosa/server/platform';

/** One sign lasts so long, and then the next, while the agent writes. */
const SIGN_MS = 4_000;
/** Whoever writes longer than all of these is stuck. */
const MOST_SIGNS = 8;

/** The contact sees "typing…" until the returned function is called. Best effort: nothing waits for it, and nothing fails by it. */
export async function showTyping(ctx: TenantContext, gateway: WhatsAppGateway | null, conversation: Conversation): Promise<() => void> {
  const { channelId: id, remoteJid: to } = conversation;
  const channel = gateway && (await ctx.em.findOne(Channel, { id }));
  const integration = channel && (await ctx.em.findOne(IntegrationRow, { id }));
  if (!gateway || !channel?.showTyping || !integration || !capabilitiesOf(integration.provider).includes('TYPING')) return () => undefined;
  let left = MOST_SIGNS;
  let timer: { cancel(): void } | null = null;
  const sign = () => {
    if (left-- <= 0) return;
    void Promise.resolve(gateway.sendPresence({ instance: channel.instanceName, to, presence: 'composing', durationMs: SIGN_MS })).catch(() => undefined);
    timer = ctx.platform.clock.after(SIGN_MS, sign);
  };
  sign();
  return () => {
    left = 0;
    timer?.cancel();
  };
}
