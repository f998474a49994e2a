import { systemContext, newId, platformEntities, unitOfWork, type TenantContext } from '@prosa/server/platform';
import { testPlatform, type TestPlatform } from '@prosa/server/platform/testing';
import { announceContacts } from './contact.events';
import { Contact, ContactIdentity, crmEntities } from './crm.entities';
import { learnAbout, resolveContacts, type Identity, type Person, type Resolved } from './resolve-contact';

const phone = (value: string): Identity => ({ kind: 'PHONE', value });
const lid = (value: string): Identity => ({ kind: 'LID', value });
const person = (identities: Identity[], pushName: string | null = null, namedAt?: Date): Person => ({
  identities,
  pushName,
  ...(namedAt && { namedAt }),
});
const ana = (pushName: string, minute?: number) =>
  person(
    [phone('+5511999990001')],
    pushName,
    minute === undefined ? undefined : new Date(Date.UTC(2026, 0, 1, 9, minute)),
  );

describe('resolving contacts', () => {
  let test: TestPlatform;
  let ctx: TenantContext;
  beforeEach(async () => {
    test = await testPlatform({ entities: [...platformEntities, ...crmEntities] });
    ctx = systemContext(test.platform, newId(), 'test');
  });
  afterEach(() => test.close());
  const resolve = (...people: Person[]): Promise<Resolved> =>
    unitOfWork(ctx, (unit) => resolveContacts(ctx, unit, people));
  const names = async () =>
    (await systemContext(test.platform, ctx.tenantId, 'test').em.find(Contact, {}, { orderBy: { id: 'asc' } })).map(
      ({ name }) => name,
    );

  it('makes a contact once, by whatever identity it is met again', async () => {
    const {
      contacts: [first],
      created,
    } = await resolve(person([phone('+5511999990001'), lid('44')], 'Ana'));
    expect(created.size).toBe(1);
    const again = await resolve(person([lid('44')]), person([phone('+5511999990001')]));
    expect(again.contacts.map(({ id }) => id)).toEqual([first?.id, first?.id]);
    expect(again.created.size).toBe(0);
  });

  it('learns the other identity of somebody known', async () => {
    await resolve(person([lid('44')]));
    const {
      contacts: [contact],
      changed,
    } = await resolve(person([lid('44'), phone('+5511999990001')]));
    expect(changed.get(contact as Contact)).toMatchObject({
      identities: [null, 'PHONE'],
      name: ['WhatsApp …44', '+55 11 99999 0001'],
    });
    expect(
      (await ctx.em.find(ContactIdentity, { contactId: (contact as Contact).id })).map(({ kind }) => kind).sort(),
    ).toEqual(['LID', 'PHONE']);
  });

  it('joins two contacts that turn out to be one, even within one batch', async () => {
    const { contacts, created, merged } = await resolve(
      person([lid('44')]),
      person([phone('+5511999990001')]),
      person([lid('44'), phone('+5511999990001')]),
    );
    expect(new Set(contacts).size).toBe(1);
    expect(created.size).toBe(1);
    expect(merged).toEqual([]);
    expect(await names()).toEqual(['+55 11 99999 0001']);
  });

  it('keeps the older of two when they are joined later, and tells', async () => {
    const {
      contacts: [older],
    } = await resolve(person([lid('44')]));
    const {
      contacts: [younger],
    } = await resolve(person([phone('+5511999990001')], 'Ana'));
    const resolved = await resolve(person([lid('44'), phone('+5511999990001')]));
    expect(resolved.merged).toEqual([
      expect.objectContaining({ from: younger?.id, into: expect.objectContaining({ id: older?.id, name: 'Ana' }) }),
    ]);
    expect(await names()).toEqual(['Ana']);
    const types: string[] = [];
    announceContacts({ append: (event: { type: string }) => void types.push(event.type) } as never, resolved, () => []);
    expect(types).toEqual(['CONTACT_CHANGED', 'CONTACTS_MERGED']);
  });

  it.each([
    ['Ana', 'Ana'],
    ['', '+55 11 99999 0001'],
    ['5511999990001', '+55 11 99999 0001'],
    ['+55 11 99999-0001', '+55 11 99999 0001'],
    ['.', '+55 11 99999 0001'],
    ['👩‍💻', '👩‍💻'],
    ['A\u202Ena', 'A na'],
  ])('calls somebody who calls themselves %j %j', async (pushName, name) => {
    await resolve(person([phone('+5511999990001')], pushName));
    expect(await names()).toEqual([name]);
  });

  it('lets only a better source rename', async () => {
    const {
      contacts: [contact],
    } = await resolve(person([phone('+5511999990001')], 'Ana'));
    await resolve(person([phone('+5511999990001')], 'Somebody else'));
    expect(await names()).toEqual(['Ana']);
    await unitOfWork(
      ctx,
      async ({ em }) =>
        void (await em.nativeUpdate(
          Contact,
          { id: (contact as Contact).id },
          { name: 'Dra. Ana', nameSource: 'MEMBER' },
        )),
    );
    await resolve(person([phone('+5511999990001')], 'Ana'));
    expect(await names()).toEqual(['Dra. Ana']);
  });

  it.each([
    [
      ['Ana', 1],
      ['Ana Lima', 2],
      ['Ana L.', 3],
    ],
    [
      ['Ana L.', 3],
      ['Ana', 1],
      ['Ana Lima', 2],
    ],
    [
      ['Ana Lima', 2],
      ['Ana L.', 3],
      ['Ana', 1],
    ],
    [
      ['Ana L.', 1],
      ['Ana L.', 3],
      ['Ana Lima', 2],
    ],
    [['Ana', 3], ['Ana L.', 3], ['Ana L.']],
    [['Ana L.', 3], ['Ana', 3], ['Ana']],
  ] as [string, number?][][])(
    'follows the name that they give themselves, in whatever order it is heard: %j %j %j',
    async (...told) => {
      for (const [name, minute] of told) await resolve(ana(name, minute));
      expect(await names()).toEqual(['Ana L.']);
    },
  );

  it('tells of a contact only when its name is another one', async () => {
    await resolve(ana('Ana', 1));
    expect((await resolve(ana('Ana', 2))).changed.size).toBe(0);
    const { changed } = await resolve(ana('Ana Lima', 3));
    expect([...changed.values()]).toEqual([{ name: ['Ana', 'Ana Lima'] }]);
  });

  it('keeps the newest name of two that turn out to be one', async () => {
    await resolve(person([lid('44')], 'Ana Lima', new Date(Date.UTC(2026, 0, 1, 9, 2))), ana('Ana', 1));
    await resolve(person([lid('44'), phone('+5511999990001')]));
    expect(await names()).toEqual(['Ana Lima']);
  });

  it('makes nobody out of a contact list, but takes the names of those who are known', async () => {
    await resolve(person([phone('+5511999990001')]));
    const learned = await unitOfWork(ctx, (unit) =>
      learnAbout(ctx, unit, [person([phone('+5511999990001')], 'Ana'), person([phone('+5511999990002')], 'Rui')]),
    );
    expect(learned.changed.size).toBe(1);
    expect(await names()).toEqual(['Ana']);
  });

  it('does not find another tenant’s contact', async () => {
    await resolve(person([phone('+5511999990001')], 'Ana'));
    const other = systemContext(test.platform, newId(), 'test');
    const { created } = await unitOfWork(other, (unit) =>
      resolveContacts(other, unit, [person([phone('+5511999990001')])]),
    );
    expect(created.size).toBe(1);
  });
});
