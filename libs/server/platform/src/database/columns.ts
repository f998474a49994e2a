import { p } from '@mikro-orm/core';
import { v7 as uuidv7 } from 'uuid';
import { InstantType } from './instant';

/** Ids are UUID v7: opaque to clients, and in the order of their making, which keeps indexes compact. */
export const newId = (): string => uuidv7();
export const idColumn = () => p.uuid().primary().onCreate(() => newId());
export const instant = () => p.type(InstantType).$type<Date>();

/** The wall between tenants: on by default for every entity that has it, and it throws when no tenant was set. */
export const tenantFilter = {
  tenant: {
    name: 'tenant',
    cond: (args: { tenantId: string }) => ({ tenantId: args.tenantId }),
    default: true,
    strict: true,
  },
};
