import type { Platform } from '@prosa/server/platform';
import webPush from 'web-push';

export interface VapidKeys {
  publicKey: string;
  privateKey: string;
}
const ID = 'web-push';
const CONTEXT = 'vapid-key';
const known = new WeakMap<Platform, Promise<VapidKeys>>();

/** The installation's pair: made at the first start, the same from then on. Throws when it cannot be opened with the secret at hand. */
export function vapidKeys(platform: Platform): Promise<VapidKeys> {
  const keys = known.get(platform) ?? readOrMake(platform);
  known.set(platform, keys);
  keys.catch(() => known.delete(platform));
  return keys;
}

async function readOrMake({ db, secrets, clock }: Platform): Promise<VapidKeys> {
  const read = async () => {
    const [row] = await db.read<{ public_key: string; private_key_sealed: string }>(
      `select public_key, private_key_sealed from vapid_key where id = ?`,
      [ID],
    );
    return row && { publicKey: row.public_key, privateKey: secrets.open(row.private_key_sealed, CONTEXT) };
  };
  const kept = await read();
  if (kept) return kept;
  const { publicKey, privateKey } = webPush.generateVAPIDKeys();
  // Two first starts agree on one pair.
  await db.write(
    `insert into vapid_key (id, public_key, private_key_sealed, created_at) values (?, ?, ?, ?) on conflict (id) do nothing`,
    [ID, publicKey, secrets.seal(privateKey, CONTEXT), clock.now().getTime()],
  );
  return (await read()) as VapidKeys;
}
