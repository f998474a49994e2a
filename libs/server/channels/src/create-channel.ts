import { randomBytes } from 'node:crypto';
import { LockMode } from '@mikro-orm/core';
import { IntegrationBinding, IntegrationRow } from '@prosa/server/integrations';
import { newId, unitOfWork, type TenantContext } from '@prosa/server/platform';
import { Channel } from './channels.entities';
import { isPairing } from './channel-state';
import { holdServer } from './own-server/hold-server';
import { requestConnection } from './request-connection';

/**
 * Makes a channel bound to an agent and starts connecting it: integration, binding, channel and its webhook's address and
 * secret in one transaction; Evolution hears of it from the `channel.tend` job. A channel of the agent that was never
 * connected is gone on with instead: pressing Connect twice makes one. The caller has checked rights and locked the agent.
 */
export async function connectChannel(ctx: TenantContext, input: { agentId: string; displayName: string; pairingPhone: string | null }): Promise<Channel> {
  return unitOfWork(ctx, async (unit) => {
    const bindings = await unit.em.find(IntegrationBinding, { agentId: input.agentId });
    const begun = await unit.em.findOne(
      Channel,
      { id: { $in: bindings.map(({ integrationId }) => integrationId) }, firstConnectedAt: null, deletedAt: null },
      { orderBy: { id: 'desc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    if (!begun) return createChannel(ctx, input);
    const goesOn = isPairing(begun.state) && (begun.pairingPhone ?? null) === input.pairingPhone;
    if (!goesOn) await requestConnection(ctx, unit, begun, input.pairingPhone);
    return begun;
  });
}

/** Always a new one. */
export async function createChannel(ctx: TenantContext, input: { agentId: string; displayName: string; pairingPhone: string | null }): Promise<Channel> {
  return unitOfWork(ctx, async (unit) => {
    const { em } = unit;
    await holdServer(ctx, unit);
    const id = newId();
    const now = ctx.platform.clock.now();
    em.create(IntegrationRow, {
      id,
      tenantId: ctx.tenantId,
      provider: 'EVOLUTION',
      status: 'NOT_CONNECTED',
      displayName: input.displayName,
      connectedAt: null,
      lastSuccessAt: null,
      problem: null,
      createdAt: now,
    });
    em.create(IntegrationBinding, { integrationId: id, agentId: input.agentId, tenantId: ctx.tenantId, createdAt: now });
    const secret = randomBytes(32).toString('base64url');
    const channel = em.create(Channel, {
      id,
      tenantId: ctx.tenantId,
      // Unguessable, so that no other tenant of the same Evolution can take or find the name.
      instanceName: `prosa-${randomBytes(12).toString('hex')}`,
      webhookKey: randomBytes(16).toString('hex'),
      webhookSecretSealed: ctx.platform.secrets.seal(secret, `channel-webhook:${id}`),
      state: 'NOT_CONNECTED',
      stateSince: now,
      stateReason: null,
      lastEvidenceAt: null,
      evidence: null,
      connectRequestedAt: null,
      pairingPhone: null,
      checkAt: null,
      auditAt: null,
      auditedAt: null,
      trouble: null,
      logoutRequestedAt: null,
      heardAt: null,
      unreachableSince: null,
      qrCodeSealed: null,
      qrExpiresAt: null,
      phoneNumber: null,
      profileName: null,
      profilePictureUrl: null,
      audience: 'NEW_CONTACTS',
      testNumbers: [],
      groups: false,
      operatingHours: null,
      timeZone: null,
      awayMessage: null,
      teamId: null,
      firstConnectedAt: null,
      deletedAt: null,
      createdAt: now,
    });
    await em.flush();
    unit.append({ type: 'INTEGRATION_CHANGED', node: { type: 'Channel', id }, version: 1, audience: { kind: 'tenant' } });
    await requestConnection(ctx, unit, channel, input.pairingPhone);
    return channel;
  });
}
