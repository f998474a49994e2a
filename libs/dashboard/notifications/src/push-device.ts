import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { GraphqlClient } from '@prosa/dashboard/data-access';
import { NotificationStore } from './notification-store';
import {
  RemovePushSubscriptionDocument,
  SavePushSubscriptionDocument,
  SendTestPushDocument,
} from './notifications.documents';
import { readyWorker } from './service-worker';

export type PushState = 'unsupported' | 'blocked' | 'off' | 'on';

/** Whether this browser is pushed to. It is a choice of the device: what is pushed is the member's. */
@Injectable({ providedIn: 'root' })
export class PushDevice {
  private readonly client = inject(GraphqlClient);
  private readonly store = inject(NotificationStore);
  private readonly current = signal<PushState>('off');
  readonly state = this.current.asReadonly();
  readonly busy = signal(false);
  private readonly key = computed(() => this.store.settings()?.pushKey ?? null);

  constructor() {
    // The session may be another one than that which subscribed: said again with each, it is the same subscription.
    effect(() => {
      if (this.key()) untracked(() => void this.renew());
    });
  }

  /** Asks for permission: only on a click. */
  async turnOn(): Promise<void> {
    await this.during(async () => {
      const permission = await Notification.requestPermission();
      const worker = await readyWorker();
      const key = this.key();
      if (permission !== 'granted' || !worker || !key) return;
      const subscription = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
      await this.tell(subscription);
    });
  }

  async turnOff(): Promise<void> {
    await this.during(async () => {
      const subscription = await (await readyWorker())?.pushManager.getSubscription();
      if (!subscription) return;
      await this.client.mutate(RemovePushSubscriptionDocument, { input: { endpoint: subscription.endpoint } });
      await subscription.unsubscribe();
    });
  }

  /** To how many browsers of this session a test is on its way. */
  async test(): Promise<number> {
    return (await this.client.mutate(SendTestPushDocument, {})).sendTestPush.browsers;
  }

  private async renew(): Promise<void> {
    await this.during(async () => {
      const subscription = await (await readyWorker())?.pushManager?.getSubscription();
      if (subscription && Notification.permission === 'granted') await this.tell(subscription);
    }).catch(() => undefined);
  }

  private async tell(subscription: PushSubscription): Promise<void> {
    const { endpoint, keys } = subscription.toJSON();
    if (!endpoint || !keys?.['p256dh'] || !keys['auth']) return;
    await this.client.mutate(SavePushSubscriptionDocument, {
      input: { endpoint, p256dh: keys['p256dh'], auth: keys['auth'] },
    });
  }

  private async during(work: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    try {
      await work();
    } finally {
      this.current.set(await stateOf().catch(() => 'unsupported' as const));
      this.busy.set(false);
    }
  }
}

async function stateOf(): Promise<PushState> {
  const worker = await readyWorker();
  if (!worker?.pushManager || !('Notification' in window)) return 'unsupported';
  if (Notification.permission === 'denied') return 'blocked';
  return (await worker.pushManager.getSubscription()) ? 'on' : 'off';
}
