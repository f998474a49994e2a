import { Tenant } from '@prosa/server/identity';
import { Conversation, returnConversationToAgent } from '@prosa/server/inbox';
import { IntegrationBinding } from '@prosa/server/integrations';
import { unitOfWork } from '@prosa/server/platform';
import { Agent } from './agent.entities';
import { isAgentActive } from './agent.jobs';
import { ModelError } from './language-model';
import { CONFIG, openTestAgent, type TestAgent } from './testing/test-agent';

describe('where the agent does not answer', () => {
  let at: TestAgent;
  beforeEach(async () => void (at = await openTestAgent()));
  afterEach(() => at.inbox.close());

  describe('keeping silent', () => {
    it('leaves it to the person who wrote while it thought', async () => {
      at.think = async () => {
        await at.inbox.deliver(at.channel, [at.text('I am on it', { fromMe: true })]);
        await at.inbox.drain(at.channel);
        return { text: 'too late' };
      };
      await at.deliver(at.text('Oi'));
      await at.wait();
      expect(at.asked).toHaveLength(1);
      expect(at.sent).toEqual([]);
      expect(await at.outgoing()).toMatchObject([{ authorKind: 'PHONE' }]);
      expect(await at.conversation()).toMatchObject({ handler: 'HUMAN', handoffReason: 'PHONE_OWNER' });
    });

    it.each([
      ['closed', () => at.change(Conversation, {}, { status: 'CLOSED', agentDueAt: null })],
      ['taken over', () => at.change(Conversation, {}, { handler: 'HUMAN', agentDueAt: null })],
    ])('sends nothing into a conversation that was %s while it thought', async (_what, happen) => {
      at.think = async () => (await happen(), { text: 'too late' });
      await at.deliver(at.text('Oi'));
      await at.wait();
      expect(at.asked).toHaveLength(1);
      expect(await at.outgoing()).toEqual([]);
    });

    it.each([
      ['paused', () => at.change(Agent, { id: at.agentId }, { status: 'PAUSED' }), 'AGENT_NOT_ACTIVE'],
      ['taken off the channel', () => unitOfWork(at.inbox.ctx, async ({ em }) => void (await em.nativeDelete(IntegrationBinding, { agentId: at.agentId }))), 'NO_AGENT'],
    ])('hands over when it is %s while it thinks', async (_what, happen, reason) => {
      at.think = async () => (await happen(), { text: 'too late' });
      await at.deliver(at.text('Oi'));
      await at.wait();
      expect(at.asked).toHaveLength(1);
      await at.handedOver(reason);
    });

    it('does not answer groups, broadcasts, or itself', async () => {
      await at.changeChannel({ groups: true });
      await at.deliver(
        at.text('a group', { jid: '120363000000000001@g.us' }),
        at.text('a status', { jid: 'status@broadcast' }),
        at.text('to myself', { fromMe: true, jid: '5511999990000@s.whatsapp.net' }),
      );
      await at.wait();
      expect(at.asked).toEqual([]);
    });

    it('leaves to people what came a day late', async () => {
      await at.deliver(at.text('yesterday', { at: at.now(-25 * 3_600) }));
      expect(await at.conversation()).toMatchObject({ handler: 'HUMAN', handoffReason: 'STALE', unreadCount: 1 });
      await at.wait();
      expect(at.asked).toEqual([]);
    });
  });

  describe('handing over', () => {
    const failing = (kind: ConstructorParameters<typeof ModelError>[0]) => () => Promise.reject(new ModelError(kind));
    it.each(['QUOTA', 'KEY', 'REFUSED', 'INCOMPLETE', 'INVALID'] as const)('does so at once when the model says %s', async (kind) => {
      at.think = failing(kind);
      await at.deliver(at.text('Oi'));
      await at.wait();
      expect(at.asked).toHaveLength(1);
      await at.handedOver(`MODEL_${kind}`);
    });

    it.each(['TIMEOUT', 'RATE_LIMITED', 'UNAVAILABLE'] as const)('tries a few times first when the model says %s', async (kind) => {
      at.think = failing(kind);
      await at.deliver(at.text('Oi'));
      at.inbox.clock.advance(3_000);
      for (const number of [1, 2, 3]) await expect(at.attempt({ attempt: number })).rejects.toThrow(ModelError);
      expect(await at.conversation()).toMatchObject({ handler: 'AGENT' });
      await at.attempt({ attempt: 4 });
      expect(at.asked).toHaveLength(4);
      await at.handedOver(`MODEL_${kind}`);
    });

    it('does so too when it fails by itself again and again', async () => {
      at.think = () => Promise.reject(new TypeError('a bug'));
      await at.deliver(at.text('Oi'));
      at.inbox.clock.advance(3_000);
      for (const number of [1, 2, 3]) await expect(at.attempt({ attempt: number })).rejects.toThrow(TypeError);
      await at.attempt({ attempt: 4 });
      await at.handedOver('FAILED');
    });

    it('first asks again with less when the conversation is too long for the model', async () => {
      for (let i = 0; i < 10; i++) await at.deliver(at.text(`line ${i}`));
      at.think = ({ turns }) => (turns.length > 6 ? failing('TOO_LONG')() : { text: 'short' });
      await at.wait();
      expect(at.asked.map(({ turns }) => turns.length)).toEqual([10, 6]);
      expect(at.sent).toHaveLength(1);
    });

    it('does so without a model', async () => {
      at.withoutModel();
      await at.deliver(at.text('Oi'));
      await at.wait();
      await at.handedOver('NO_MODEL');
    });

    it('does so when it is paused', async () => {
      await at.change(Agent, { id: at.agentId }, { status: 'PAUSED' });
      await at.deliver(at.text('Oi'));
      await at.wait();
      await at.handedOver('AGENT_NOT_ACTIVE');
    });

    it('does so outside its hours, by the clocks of the workspace', async () => {
      await unitOfWork(at.inbox.ctx, async ({ em }) =>
        void em.create(Tenant, { id: at.inbox.tenantId, name: 'Padaria', timeZone: 'America/Sao_Paulo', locale: 'pt-BR', currency: 'BRL', createdAt: at.now() }));
      // The test's clock stands at Tuesday 12:00Z, which is 09:00 there.
      const works = (from: string, to: string) => at.change(Agent, { id: at.agentId }, { config: { ...CONFIG, operatingHours: [{ weekday: 2, from, to }] } });
      await works('09:00', '18:00');
      await at.deliver(at.text('Oi'));
      await at.wait();
      expect(at.sent).toHaveLength(1);
      await works('10:00', '18:00');
      await at.deliver(at.text('E bolo?'));
      await at.wait();
      expect(at.sent).toHaveLength(1);
      expect(await at.conversation()).toMatchObject({ handler: 'HUMAN', handoffReason: 'OUTSIDE_HOURS' });
    });

    it('does so at the ninth reply to one person in ten minutes', async () => {
      for (let i = 0; i < 9; i++) {
        await at.deliver(at.text(`message ${i}`));
        await at.wait(10_000);
      }
      expect(at.sent).toHaveLength(8);
      expect(await at.conversation()).toMatchObject({ handler: 'HUMAN', handoffReason: 'LOOP_GUARD' });
    });

    it('goes on for as long as it likes when there is time between', async () => {
      for (let i = 0; i < 12; i++) {
        await at.deliver(at.text(`message ${i}`));
        await at.wait(80_000);
      }
      expect(at.sent).toHaveLength(12);
    });

    it('answers what it had not answered when it gets the conversation back', async () => {
      at.think = failing('KEY');
      await at.deliver(at.text('Oi'));
      await at.wait();
      await at.handedOver('MODEL_KEY');
      at.think = () => ({ text: 'here I am' });
      await returnConversationToAgent(at.inbox.member(), (await at.conversation()).id, isAgentActive);
      await at.inbox.jobs.runAll();
      expect(at.sent.map((message) => message.text)).toEqual(['here I am']);
      expect(await at.runs()).toMatchObject([{ status: 'REPLIED', reason: null }]);
      expect(await at.conversation()).toMatchObject({ handler: 'AGENT', handoffReason: null });
    });
  });
});
