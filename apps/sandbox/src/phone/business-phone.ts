import type { Instance } from '../evolution/instance';
import type { Phone } from '../evolution/link';
import type { World } from '../world';

/** The business's own phone: the same number again for an instance that was linked before or asked for one. */
export function businessPhone(world: World, instance: Instance): Phone {
  const asked = instance.pairingNumber?.replace(/\D/g, '');
  const before = instance.ownerJid?.replace(/@.*$/, '');
  const others = [...world.instances.keys()].indexOf(instance.name);
  return {
    number: asked || before || `55119990000${String(Math.max(others, 0)).padStart(2, '0')}`,
    profileName: instance.profileName ?? 'Minha Loja',
  };
}

/** A code can still be scanned a moment after the next one appeared, as on a real phone. */
export function findByCode(world: World, code: string): Instance {
  const wanted = code.trim();
  const found = [...world.instances.values()].find(
    (one) => one.state === 'connecting' && one.recentCodes.includes(wanted),
  );
  if (!found) throw new Error('No instance shows this code (any more).');
  return found;
}

export function findByPairingCode(world: World, typed: string): Instance {
  const wanted = typed.replace(/[^a-z0-9]/gi, '').toUpperCase();
  const found = [...world.instances.values()].find(
    (one) => one.state === 'connecting' && one.code?.pairingCode === wanted,
  );
  if (!found) throw new Error('No instance shows this pairing code (any more).');
  return found;
}

export function showingCode(instance: Instance): Instance {
  if (instance.state !== 'connecting' || !instance.code) throw new Error('This instance shows no code right now.');
  return instance;
}
