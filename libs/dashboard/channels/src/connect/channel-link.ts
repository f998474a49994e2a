import type { Signal } from '@angular/core';
import { computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import type {
  ChannelConnectionChangedSubscription,
  ChannelQrCodeChangedSubscription,
} from '@prosa/dashboard/data-access';
import { LiveEvents } from '@prosa/dashboard/data-access';
import { Apollo } from 'apollo-angular';
import { EMPTY, switchMap } from 'rxjs';
import { ChannelConnectionSubscription, ChannelQrCodeSubscription } from '../channels.documents';
import { isPairing } from '../state/state-look';

export type LinkState = ChannelConnectionChangedSubscription['channelConnection'];
export type LinkCode = ChannelQrCodeChangedSubscription['channelQrCode'];

export interface ChannelLink {
  readonly connection: Signal<LinkState | undefined>;
  readonly code: Signal<LinkCode | undefined>;
}

/** One channel while it connects: its state and its code, both pushed. Call in an injection context. */
export function channelLink(channelId: Signal<string | undefined>): ChannelLink {
  const live = inject(LiveEvents);
  const { cache } = inject(Apollo).client;
  const connection = signal<LinkState | undefined>(undefined);
  const attempt = signal(0);
  const code = signal<LinkCode | undefined>(undefined);

  toObservable(channelId)
    .pipe(
      switchMap((id) => {
        connection.set(undefined);
        code.set(undefined);
        return id ? live.watch(ChannelConnectionSubscription, { channelId: id }) : EMPTY;
      }),
      takeUntilDestroyed(),
    )
    .subscribe(({ channelConnection }) => {
      if (channelConnection.state === 'CREATING' && connection()?.state !== 'CREATING')
        attempt.update((count) => count + 1);
      connection.set(channelConnection);
      // The first code and the state that goes with it may come in either order.
      if (!['WAITING_QR', 'WAITING_SCAN'].includes(channelConnection.state)) code.set(undefined);
      // Other screens read the state from the channel itself.
      const { channel, ...state } = channelConnection;
      cache.modify({
        id: cache.identify({ __typename: 'Channel', id: channel.id }),
        fields: { connection: (kept: object) => ({ ...kept, ...state }) },
      });
    });

  // The code's stream ends with its attempt: each new attempt opens it again.
  const pairing = computed(
    () => {
      const id = channelId();
      const state = connection()?.state;
      return id && state && isPairing(state) ? { id, attempt: attempt() } : undefined;
    },
    { equal: (a, b) => a?.id === b?.id && a?.attempt === b?.attempt },
  );
  toObservable(pairing)
    .pipe(
      switchMap((now) => (now ? live.watch(ChannelQrCodeSubscription, { channelId: now.id }, { ends: true }) : EMPTY)),
      takeUntilDestroyed(),
    )
    .subscribe(({ channelQrCode }) => code.set(channelQrCode));

  return { connection: connection.asReadonly(), code: code.asReadonly() };
}
