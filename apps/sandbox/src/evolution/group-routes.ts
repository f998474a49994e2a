import type { FastifyInstance } from 'fastify';
import { GROUP, type World } from '../world';
import { notFound } from './answer';
import type { Guard } from './guard';
import type { Instance } from './instance';
import type { Json } from './wire';

export interface Member {
  id: string;
  admin: string | null;
}

/** The group's people; the business is one of them. */
export const membersOf = (instance: Instance): Member[] => [
  ...GROUP.members,
  ...(instance.ownerJid ? [{ id: instance.ownerJid, admin: 'admin' }] : []),
];

export function groupRoutes(app: FastifyInstance, world: World, guard: Guard): void {
  app.get('/group/findGroupInfos/:name', (request) => {
    const instance = guard.instance(request);
    known(request.query);
    const participants = membersOf(instance);
    return {
      id: GROUP.jid,
      subject: GROUP.name,
      pictureUrl: null,
      size: participants.length,
      creation: GROUP.creation,
      owner: GROUP.members[0]?.id,
      desc: GROUP.desc,
      restrict: false,
      announce: false,
      participants,
    };
  });

  app.get('/group/participants/:name', (request) => {
    const instance = guard.instance(request);
    known(request.query);
    return { participants: membersOf(instance).map((member) => ({ ...member, ...profileOf(instance, member) })) };
  });
}

/** Whom the instance has as a contact is given with name and picture, each possibly null; others without. */
function profileOf(instance: Instance, member: Member): Json {
  const contact = instance.contacts.get(member.id);
  return contact ? { name: contact.pushName, imgUrl: null } : {};
}

function known(query: unknown): void {
  if ((query as { groupJid?: string }).groupJid !== GROUP.jid)
    throw notFound('Error fetching group', 'Error: item-not-found');
}
