import { builder, type TenantContext } from '@prosa/server/platform';
import type { BusinessHours } from './business-hours';
import { closedSince, type OperatingHours } from './operating-hours';
import { timeZoneFor } from './time-zone-for';

export const OperatingHoursType = builder.objectRef<OperatingHours>('OperatingHours').implement({
  description: 'A span of the week. Weekday 0 is Sunday; one that ends before it begins runs past midnight.',
  fields: (t) => ({
    weekday: t.exposeInt('weekday'),
    from: t.expose('from', { type: 'TimeOfDay' }),
    to: t.expose('to', { type: 'TimeOfDay' }),
  }),
});
export const OperatingHoursInput = builder.inputType('OperatingHoursInput', {
  fields: (t) => ({
    weekday: t.int({ required: true }),
    from: t.field({ type: 'TimeOfDay', required: true }),
    to: t.field({ type: 'TimeOfDay', required: true }),
  }),
});

export const BusinessHoursType = builder.objectRef<BusinessHours>('BusinessHours').implement({
  description: 'When people answer on a channel, and what it says to who writes at other times.',
  fields: (t) => ({
    hours: t.field({ description: 'None: always.', type: [OperatingHoursType], resolve: ({ hours }) => hours }),
    timeZone: t.exposeString('timeZone', { nullable: true, description: "Whose clocks count; null: the workspace's." }),
    awayMessage: t.exposeString('awayMessage', {
      nullable: true,
      description:
        'Sent once in each closed period to who writes, unless somebody answers first. May name {{contact.name}}, {{contact.firstName}}, {{contact.phone}}, {{tenant.name}} and {{channel.name}}.',
    }),
    closedSince: t.field({
      description: 'Null while it is open.',
      type: 'DateTime',
      nullable: true,
      resolve: async (channel, _, { tenant, platform }) =>
        channel.hours.length === 0
          ? null
          : closedSince(
              channel.hours,
              await timeZoneFor(tenant as TenantContext, channel.timeZone),
              platform.clock.now(),
            ),
    }),
  }),
});
export const BusinessHoursInput = builder.inputType('BusinessHoursInput', {
  description: 'What is left out stays, null clears.',
  fields: (t) => ({
    hours: t.field({ type: [OperatingHoursInput] }),
    timeZone: t.string(),
    awayMessage: t.string(),
  }),
});
