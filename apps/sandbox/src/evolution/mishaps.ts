import type { World } from '../world';
import { EVENTS } from './events';
import type { Instance } from './instance';
import { open, remove, update } from './link';

/** What happens to an Evolution server without anybody here wanting it. */
const OK = 200;

/** Without network `connecting` is told again and again, tens of times a second; it ends with `open`. */
export function storm(
  world: World,
  instance: Instance,
  { perSecond, seconds }: { perSecond: number; seconds: number },
): void {
  const attempt = begin(world, instance);
  let left = Math.round(perSecond * seconds);
  const tell = (): void => {
    if (!isCurrent(instance, attempt)) return;
    if (left-- <= 0) return open(world, instance);
    update(world, instance, 'connecting', OK);
    world.later(1_000 / perSecond, tell);
  };
  tell();
}

/** A connection that hangs: it does not come back by itself, and a quiet one is not even told of. */
export function hang(world: World, instance: Instance, quiet: boolean): void {
  begin(world, instance);
  if (!quiet) update(world, instance, 'connecting', OK);
}

/** The process is started anew: what was to be delivered is forgotten. A quiet one had no connection to make again that anybody is told of. */
export function restartServer(world: World, quiet: boolean): { lost: number } {
  const lost = world.webhooks.forget();
  if (!quiet) for (const instance of world.instances.values()) if (instance.stored === 'open') relink(world, instance);
  return { lost };
}

/** Made anew with the keys that it has: no code is needed. */
export function relink(world: World, instance: Instance): void {
  const attempt = begin(world, instance);
  update(world, instance, 'connecting', OK);
  world.later(world.timing.pairingMs, () => isCurrent(instance, attempt) && open(world, instance));
}

/** Somebody deletes the instance at the server; from its database, if quietly. */
export function deleteBehind(world: World, instance: Instance, quiet: boolean): void {
  if (!quiet) return remove(world, instance);
  instance.attempt += 1;
  world.instances.delete(instance.name);
  world.changed();
}

/** Somebody changes the webhook at the server. Without events: all of them. */
export function changeWebhook(
  world: World,
  instance: Instance,
  change: { url?: string | undefined; events?: string[] | undefined; enabled?: boolean | undefined },
): void {
  if (!instance.webhook) throw new Error('This instance has no webhook.');
  const { url = instance.webhook.url, events = instance.webhook.events, enabled = true } = change;
  const unknown = events.filter((event) => !EVENTS.includes(event));
  if (unknown.length > 0) throw new Error(`Unknown events: ${unknown.join(', ')}`);
  instance.webhook = { ...instance.webhook, url, events: enabled ? events : [], enabled, updatedAt: world.iso() };
}

function begin(world: World, instance: Instance): number {
  if (instance.stored !== 'open') throw new Error('This instance is not linked.');
  instance.attempt += 1;
  instance.state = 'connecting';
  instance.code = null;
  world.changed();
  return instance.attempt;
}
const isCurrent = (instance: Instance, attempt: number): boolean => instance.attempt === attempt && !instance.deleting;
