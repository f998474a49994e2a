import { codeAt } from '@prosa/server/identity';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProduct, type Account, type Data, type Product } from '../testing';

const ERRORS = 'userErrors { code path }';
const INVITE = `mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { acceptUrl invitation { id email role mail acceptedAt } ${ERRORS} } }`;
const RESEND = `mutation ($id: ID!) { resendInvitation(input: { id: $id }) { acceptUrl ${ERRORS} } }`;
const REVOKE = `mutation ($id: ID!) { revokeInvitation(input: { id: $id }) { deletedId ${ERRORS} } }`;
const ACCEPT = `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { token viewer { user { name } tenant { id } member { id role visibility teams { name } } memberships { tenant { id } } } ${ERRORS} } }`;
const UPDATE = `mutation ($input: UpdateMemberInput!) { updateMember(input: $input) { member { id role visibility availability active teams { id } } ${ERRORS} } }`;
const TEAM = `mutation ($input: SaveTeamInput!) { saveTeam(input: $input) { team { id name assignment capacity members { id } } ${ERRORS} } }`;
const LOGIN = `mutation ($input: LoginInput!) { login(input: $input) { token ${ERRORS} } }`;
const VIEWER = '{ viewer { member { id } permissions secondFactor { recoveryCodesLeft } } }';
const DAY = 86_400_000;
const PASSWORD = 'um cavalo muito azul';

describe.each(testDatabaseUrls())('people on $name', ({ url }) => {
  let product: Product;
  let dir: string;
  let owner: Account;
  let counter = 0;
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'prosa-people-'));
    product = await startProduct({ databaseUrl: await url(dir) });
    owner = await product.register('Bikes');
  }, 60_000);
  afterAll(async () => {
    await product.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  const ask = async (token: string | null, query: string, variables: object = {}): Promise<Data> => {
    const { data, errors } = await product.graphql(token, query, variables);
    if (errors) throw new Error(errors.map(({ extensions }) => extensions.code).join());
    return Object.values(data)[0];
  };
  const codes = ({ userErrors }: Data): string[] => userErrors.map(({ code }: Data) => code);
  const tokenIn = (link: string): string => link.split('/').at(-1) as string;
  const newEmail = () => `person-${++counter}-${Date.now()}@example.com`;
  const update = (token: string, input: object) => ask(token, UPDATE, { input });

  async function takeIn(role = 'REP', more: object = {}, by = owner.token) {
    const email = newEmail();
    const invited = await ask(by, INVITE, { input: { email, role, ...more } });
    expect(codes(invited)).toEqual([]);
    const accepted = await ask(null, ACCEPT, { input: { token: tokenIn(invited.acceptUrl), name: 'Rui Costa', password: PASSWORD } });
    expect(codes(accepted)).toEqual([]);
    return { email, token: accepted.token as string, memberId: accepted.viewer.member.id as string, viewer: accepted.viewer };
  }

  it('invites by a link that works once, in the workspace, role and sight that were meant', async () => {
    const { team } = await ask(owner.token, TEAM, { input: { name: 'Front desk', memberIds: [] } });
    const email = newEmail();
    const { acceptUrl, invitation } = await ask(owner.token, INVITE, { input: { email, role: 'REP', visibility: 'TEAM', teamIds: [team.id] } });
    expect(acceptUrl.startsWith(`${product.url}/invite/`)).toBe(true);
    expect(invitation).toMatchObject({ email, role: 'REP', acceptedAt: null });
    const token = tokenIn(acceptUrl);
    expect(await ask(null, '{ openInvitation(token: "%") { tenantName email role hasLogin } }'.replace('%', token))).toEqual({ tenantName: 'Bikes', email, role: 'REP', hasLogin: false });
    const weak = await ask(null, ACCEPT, { input: { token, name: 'Rui', password: 'senha12345' } });
    expect(codes(weak)).toEqual(['WEAK_PASSWORD']);
    const both = await Promise.all([1, 2].map(() => ask(null, ACCEPT, { input: { token, name: 'Rui', password: PASSWORD } })));
    expect(both.map(codes).sort()).toEqual([[], ['INVITATION_OVER']]);
    const { viewer } = both.find((one) => one.viewer);
    expect(viewer).toMatchObject({ tenant: { id: owner.tenantId }, member: { role: 'REP', visibility: 'TEAM', teams: [{ name: 'Front desk' }] } });
    expect(await ask(null, `{ openInvitation(token: "${token}") { email } }`)).toBeNull();
  });

  it('keeps no link: neither in the rows nor in the jobs; the e-mail has one of its own', async () => {
    const email = newEmail();
    const { acceptUrl, invitation } = await ask(owner.token, INVITE, { input: { email, role: 'REP' } });
    await product.settle();
    const mail = product.mails.find(({ to }) => to === email);
    const mailed = tokenIn(/\S+\/invite\/\S+/.exec(mail?.text ?? '')?.[0] ?? '');
    expect(mail?.subject).toBe('Owner of Bikes convidou você para Bikes');
    expect(mailed).toMatch(/^[\w-]{43}$/);
    const { db } = product.prosa.platform;
    const rows = JSON.stringify([await db.read('select * from invitation'), await db.read('select * from outgoing_mail'), await db.read('select * from async_job'), await db.read('select * from event_log')]);
    for (const token of [tokenIn(acceptUrl), mailed]) expect(rows).not.toContain(token);
    expect((await ask(owner.token, '{ invitations { id mail } }')).find(({ id }: Data) => id === invitation.id).mail).toBe('SENT');
    const accepted = await ask(null, ACCEPT, { input: { token: mailed, name: 'By mail', password: PASSWORD } });
    expect(codes(accepted)).toEqual([]);
    expect(codes(await ask(null, ACCEPT, { input: { token: tokenIn(acceptUrl), name: 'By link', password: PASSWORD } }))).toEqual(['INVITATION_OVER']);
  });

  it('lets a link die: after seven days, withdrawn, or replaced by another', async () => {
    const accept = (link: string) => ask(null, ACCEPT, { input: { token: tokenIn(link), name: 'Late', password: PASSWORD } });
    const [old, revoked, again] = await Promise.all([1, 2, 3].map(() => ask(owner.token, INVITE, { input: { email: newEmail(), role: 'VIEWER' } })));
    expect((await ask(owner.token, REVOKE, { id: revoked.invitation.id })).deletedId).toBe(revoked.invitation.id);
    const { acceptUrl } = await ask(owner.token, RESEND, { id: again.invitation.id });
    expect(codes(await accept(revoked.acceptUrl))).toEqual(['INVITATION_OVER']);
    expect(codes(await accept(again.acceptUrl))).toEqual(['INVITATION_OVER']);
    expect(codes(await accept(acceptUrl))).toEqual([]);
    product.clock.advance(7 * DAY + 1);
    expect(codes(await accept(old.acceptUrl))).toEqual(['INVITATION_OVER']);
    owner.token = (await ask(null, LOGIN, { input: { email: owner.email, password: owner.password } })).token;
  });

  it('gives somebody with a login one membership more, once they have proved it, and lets them change over', async () => {
    const other = await product.register('Another place');
    const { acceptUrl } = await ask(owner.token, INVITE, { input: { email: other.email, role: 'MANAGER' } });
    const input = { token: tokenIn(acceptUrl), name: '', password: 'not the password' };
    expect(codes(await ask(null, ACCEPT, { input }))).toEqual(['INVALID_CREDENTIALS']);
    const accepted = await ask(null, ACCEPT, { input: { ...input, password: other.password } });
    expect(accepted.viewer.memberships.map(({ tenant }: Data) => tenant.id).sort()).toEqual([other.tenantId, owner.tenantId].sort());
    expect(accepted.viewer.tenant.id).toBe(owner.tenantId);
    const switched = await ask(accepted.token, 'mutation ($id: ID!) { switchTenant(input: { tenantId: $id }) { token viewer { tenant { id } member { role } } userErrors { code } } }', { id: other.tenantId });
    expect(switched.viewer).toEqual({ tenant: { id: other.tenantId }, member: { role: 'OWNER' } });
    expect(codes(await ask(owner.token, INVITE, { input: { email: other.email, role: 'REP' } }))).toEqual(['ALREADY_MEMBER']);
  });

  it('lets nobody reach above themselves, and keeps an owner', async () => {
    const admin = await takeIn('ADMIN');
    const rep = await takeIn('REP');
    const manager = await takeIn('MANAGER');
    expect(codes(await ask(admin.token, INVITE, { input: { email: newEmail(), role: 'OWNER' } }))).toEqual(['ABOVE_YOU']);
    expect(codes(await update(admin.token, { id: rep.memberId, role: 'OWNER' }))).toEqual(['ABOVE_YOU']);
    expect(codes(await update(admin.token, { id: admin.memberId, role: 'OWNER' }))).toEqual(['ABOVE_YOU']);
    expect(codes(await update(admin.token, { id: owner.memberId, active: false }))).toEqual(['ABOVE_YOU']);
    for (const { token } of [rep, manager]) {
      await expect(update(token, { id: rep.memberId, role: 'ADMIN' })).rejects.toThrow('FORBIDDEN');
      await expect(update(token, { id: admin.memberId, availability: 'BUSY' })).rejects.toThrow('FORBIDDEN');
      await expect(ask(token, INVITE, { input: { email: newEmail(), role: 'VIEWER' } })).rejects.toThrow('FORBIDDEN');
    }
    expect((await update(rep.token, { id: rep.memberId, availability: 'BUSY' })).member.availability).toBe('BUSY');
    expect(codes(await update(owner.token, { id: owner.memberId, role: 'ADMIN' }))).toEqual(['LAST_OWNER']);
    expect(codes(await update(admin.token, { id: admin.memberId, active: false }))).toEqual(['YOURSELF']);
    const second = await takeIn('OWNER');
    const down = await Promise.all([update(owner.token, { id: owner.memberId, role: 'ADMIN' }), update(second.token, { id: second.memberId, role: 'ADMIN' })]);
    expect(down.map(codes).sort()).toEqual([[], ['LAST_OWNER']]);
    if (codes(down[0]).length === 0) await update(second.token, { id: owner.memberId, role: 'OWNER' });
  });

  it('cuts whoever is deactivated off at once, sockets too, and takes them back', async () => {
    const rep = await takeIn('REP');
    const socket = await product.socket(rep.token);
    expect((await update(owner.token, { id: rep.memberId, active: false })).member).toMatchObject({ active: false, availability: 'OFFLINE' });
    expect(await socket.closed).toBe(4403);
    expect(await ask(rep.token, VIEWER)).toBeNull();
    expect(codes(await ask(null, LOGIN, { input: { email: rep.email, password: PASSWORD } }))).toEqual(['INVALID_CREDENTIALS']);
    await update(owner.token, { id: rep.memberId, active: true });
    expect(codes(await ask(null, LOGIN, { input: { email: rep.email, password: PASSWORD } }))).toEqual([]);
    expect(await ask(rep.token, VIEWER)).toBeNull();
  });

  it('makes teams, takes members in and lets them go from either side, and forgets a team', async () => {
    const rep = await takeIn('REP', { visibility: 'TEAM' });
    const { team } = await ask(owner.token, TEAM, { input: { name: `Team ${++counter}`, memberIds: [rep.memberId], assignment: 'ROUND_ROBIN', capacity: 8 } });
    expect(team).toMatchObject({ assignment: 'ROUND_ROBIN', capacity: 8, members: [{ id: rep.memberId }] });
    const changed = await ask(owner.token, TEAM, { input: { id: team.id, name: team.name, memberIds: [], capacity: null } });
    expect(changed.team).toMatchObject({ assignment: 'ROUND_ROBIN', capacity: null, members: [] });
    expect((await update(owner.token, { id: rep.memberId, teamIds: [team.id] })).member.teams).toEqual([{ id: team.id }]);
    expect(codes(await ask(owner.token, TEAM, { input: { name: team.name, memberIds: [] } }))).toEqual(['TAKEN']);
    const { deletedId } = await ask(owner.token, 'mutation ($id: ID!) { deleteTeam(input: { id: $id }) { deletedId userErrors { code } } }', { id: team.id });
    expect(deletedId).toBe(team.id);
    expect((await ask(rep.token, '{ viewer { member { teams { id } } } }')).member.teams).toEqual([]);
  });

  it('changes a password with the present one, and ends the other sessions', async () => {
    const rep = await takeIn();
    const second = (await ask(null, LOGIN, { input: { email: rep.email, password: PASSWORD } })).token;
    const change = (input: object) => ask(rep.token, `mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { user { name locale } ${ERRORS} } }`, { input });
    expect((await change({ currentPassword: 'not this one', newPassword: 'um gato bem verde' })).userErrors).toEqual([{ code: 'INVALID_CREDENTIALS', path: ['currentPassword'] }]);
    expect((await change({ currentPassword: PASSWORD, newPassword: 'senha12345' })).userErrors).toEqual([{ code: 'WEAK_PASSWORD', path: ['newPassword'] }]);
    expect((await change({ name: ' Rui C. ', locale: 'en', currentPassword: PASSWORD, newPassword: 'um gato bem verde' })).user).toEqual({ name: 'Rui C.', locale: 'en' });
    expect(await ask(second, VIEWER)).toBeNull();
    expect(await ask(rep.token, VIEWER)).not.toBeNull();
    expect(codes(await ask(null, LOGIN, { input: { email: rep.email, password: PASSWORD } }))).toEqual(['INVALID_CREDENTIALS']);
  });

  it('shows the own sessions and ends one of them, and nobody else’s', async () => {
    const rep = await takeIn();
    const second = (await ask(null, LOGIN, { input: { email: rep.email, password: PASSWORD } })).token;
    const sessions = await ask(rep.token, '{ sessions { id current userAgent createdAt } }');
    expect(sessions.map(({ current }: Data) => current).sort()).toEqual([false, true]);
    const other = sessions.find(({ current }: Data) => !current).id;
    const END = `mutation ($id: ID!) { revokeSession(input: { id: $id }) { deletedId ${ERRORS} } }`;
    expect(codes(await ask(owner.token, END, { id: other }))).toEqual(['NOT_FOUND']);
    expect((await ask(rep.token, END, { id: other })).deletedId).toBe(other);
    expect(await ask(second, VIEWER)).toBeNull();
  });

  it('ends all sessions but the one that asks, and their sockets, and nobody else’s', async () => {
    const rep = await takeIn();
    const others = await Promise.all([1, 2].map(async () => (await ask(null, LOGIN, { input: { email: rep.email, password: PASSWORD } })).token));
    const socket = await product.socket(others[0]);
    const END = 'mutation { revokeOtherSessions { ended } }';
    expect(await ask(rep.token, END)).toEqual({ ended: 2 });
    expect(await socket.closed).toBe(4403);
    for (const token of others) expect(await ask(token, VIEWER)).toBeNull();
    for (const token of [rep.token, owner.token]) expect(await ask(token, VIEWER)).not.toBeNull();
    expect(await ask(rep.token, END)).toEqual({ ended: 0 });
  });

  const RESET = `mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { token ${ERRORS} } }`;
  const REQUEST = `mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { ok ${ERRORS} } }`;
  async function mailedReset(email: string): Promise<string> {
    const before = product.mails.length;
    expect((await ask(null, REQUEST, { input: { email } })).ok).toBe(true);
    for (let tries = 0; product.mails.length === before && tries < 500; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      await product.settle();
    }
    return tokenIn(/\S+\/reset\/\S+/.exec(product.mails.at(-1)?.text ?? '')?.[0] ?? '');
  }

  it('resets a password by e-mail: once, within the hour, ending every session, and tells nobody who has a login', async () => {
    const rep = await takeIn();
    expect(await ask(null, REQUEST, { input: { email: newEmail() } })).toEqual({ ok: true, userErrors: [] });
    const token = await mailedReset(rep.email);
    const newer = await mailedReset(rep.email);
    expect(codes(await ask(null, RESET, { input: { token, password: 'curta' } }))).toEqual(['WEAK_PASSWORD']);
    const done = await ask(null, RESET, { input: { token, password: 'um gato bem verde' } });
    expect(codes(done)).toEqual([]);
    expect(await ask(done.token, VIEWER)).not.toBeNull();
    expect(await ask(rep.token, VIEWER)).toBeNull();
    for (const used of [token, newer]) expect(codes(await ask(null, RESET, { input: { token: used, password: 'um rato bem branco' } }))).toEqual(['RESET_OVER']);
    const late = await mailedReset(rep.email);
    product.clock.advance(3_600_001);
    expect(codes(await ask(null, RESET, { input: { token: late, password: 'um rato bem branco' } }))).toEqual(['RESET_OVER']);
    await expect(Promise.all([1, 2, 3, 4].map(() => ask(null, REQUEST, { input: { email: 'nobody@example.com' } })))).rejects.toThrow('RATE_LIMITED');
  });

  it('asks for a second step once it is on: each code once, or a recovery code once', async () => {
    const rep = await takeIn();
    const other = (await ask(null, LOGIN, { input: { email: rep.email, password: PASSWORD } })).token;
    const START = `mutation ($input: StartSecondFactorInput!) { startSecondFactor(input: $input) { setup { secret uri qrCode } ${ERRORS} } }`;
    expect(codes(await ask(rep.token, START, { input: { password: 'not this one' } }))).toEqual(['INVALID_CREDENTIALS']);
    const { setup } = await ask(rep.token, START, { input: { password: PASSWORD } });
    expect(setup.uri).toContain('otpauth://totp/Prosa:');
    expect(setup.qrCode).toMatch(/^data:image\/png;base64,/);
    const code = () => codeAt(setup.secret, product.clock.now());
    const login = (more: object) => ask(null, LOGIN, { input: { email: rep.email, password: PASSWORD, ...more } });
    expect(codes(await login({}))).toEqual([]); // not in force yet
    const CONFIRM = `mutation ($input: ConfirmSecondFactorInput!) { confirmSecondFactor(input: $input) { recoveryCodes ${ERRORS} } }`;
    expect(codes(await ask(rep.token, CONFIRM, { input: { code: '000000' } }))).toEqual(['INVALID_CODE']);
    const first = code();
    const { recoveryCodes } = await ask(rep.token, CONFIRM, { input: { code: first } });
    expect(recoveryCodes).toHaveLength(10);
    expect(await ask(other, VIEWER)).toBeNull(); // opened without it
    expect((await login({})).userErrors).toEqual([{ code: 'SECOND_FACTOR_REQUIRED', path: ['code'] }]);
    expect(codes(await login({ code: first }))).toEqual(['INVALID_CODE']); // replayed
    product.clock.advance(30_000);
    const next = code();
    const both = await Promise.all([login({ code: next }), login({ code: next })]);
    expect(both.map(codes).sort()).toEqual([[], ['INVALID_CODE']]);
    expect(codes(await login({ code: recoveryCodes[0].toUpperCase() }))).toEqual([]);
    expect(codes(await login({ code: recoveryCodes[0] }))).toEqual(['INVALID_CODE']);
    expect((await ask(rep.token, VIEWER)).secondFactor).toEqual({ recoveryCodesLeft: 9 });
    const { db } = product.prosa.platform;
    const rows = JSON.stringify([await db.read('select * from second_factor'), await db.read('select * from recovery_code')]);
    for (const secret of [setup.secret, ...recoveryCodes]) expect(rows).not.toContain(secret);
    // The mailbox alone does not get around it.
    const token = await mailedReset(rep.email);
    expect(codes(await ask(null, RESET, { input: { token, password: 'um gato bem verde' } }))).toEqual(['SECOND_FACTOR_REQUIRED']);
    product.clock.advance(30_000);
    const END = `mutation ($input: SecondFactorProofInput!) { endSecondFactor(input: $input) { ok ${ERRORS} } }`;
    expect((await ask(rep.token, END, { input: { password: PASSWORD, code: code() } })).ok).toBe(true);
    expect(codes(await login({}))).toEqual([]);
  });

  it('does not let codes be guessed: the account is shut for a while', async () => {
    const rep = await takeIn();
    const { setup } = await ask(rep.token, `mutation { startSecondFactor(input: { password: "${PASSWORD}" }) { setup { secret } } }`);
    await ask(rep.token, `mutation { confirmSecondFactor(input: { code: "${codeAt(setup.secret, product.clock.now())}" }) { recoveryCodes } }`);
    const guess = async () => {
      for (let i = 0; i < 12; i++) await ask(null, LOGIN, { input: { email: rep.email, password: PASSWORD, code: String(100_000 + i) } });
    };
    await expect(guess()).rejects.toThrow('RATE_LIMITED');
    product.clock.advance(DAY);
  }, 30_000);

  it('says what each role may do from the table that decides', async () => {
    const roles = await ask(owner.token, '{ roles { role permissions manages } }');
    const { permissions } = await ask(owner.token, VIEWER);
    expect(roles.find(({ role }: Data) => role === 'OWNER')).toEqual({ role: 'OWNER', permissions, manages: ['OWNER', 'ADMIN', 'MANAGER', 'REP', 'VIEWER'] });
    expect(roles.find(({ role }: Data) => role === 'REP').manages).toEqual([]);
  });
});

it('works without e-mail: the link is there to copy, and a wish for a reset tells nothing', async () => {
  const product = await startProduct({ mail: false });
  const owner = await product.register();
  const { data } = await product.graphql(owner.token, INVITE, { input: { email: 'a.person@example.com', role: 'REP' } });
  expect(data.inviteMember).toMatchObject({ acceptUrl: expect.stringContaining('/invite/'), invitation: { mail: 'NONE' } });
  const asked = await product.graphql(null, `mutation { requestPasswordReset(input: { email: "${owner.email}" }) { ok } }`);
  expect(asked.data.requestPasswordReset.ok).toBe(true);
  await product.stop();
});
