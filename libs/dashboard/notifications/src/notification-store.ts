import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import {
  GraphqlClient,
  LiveEvents,
  problemOf,
  SessionStore,
  type NotificationPartsFragment,
  type NotificationSettingsPartsFragment,
  type Problem,
} from '@prosa/dashboard/data-access';
import { EMPTY, Subject, switchMap, takeUntil } from 'rxjs';
import {
  MarkNotificationsReadDocument,
  NotificationReceivedDocument,
  NotificationsDocument,
  SaveNotificationSettingsDocument,
  UnreadNotificationsDocument,
} from './notifications.documents';
import { playChime } from './chime';
import { isUnread, withOne } from './notification-list';
import { closeShown } from './service-worker';

export type Notification = NotificationPartsFragment;
export type Settings = NotificationSettingsPartsFragment;
export type Kind = Settings['kinds'][number]['kind'];
export type Way = 'inApp' | 'sound' | 'push';

/** As many as are marked in one call. */
const AT_ONCE = 100;
const AGAIN_AFTER_MS = [2_000, 5_000, 15_000, 60_000];

/** What this member is told of, followed from the first screen until the session ends. */
@Injectable({ providedIn: 'root' })
export class NotificationStore {
  private readonly client = inject(GraphqlClient);
  private readonly events = inject(LiveEvents);
  private readonly session = inject(SessionStore);
  private readonly all = signal<readonly Notification[]>([]);
  /** Unread beyond those at hand. */
  private readonly further = signal(0);
  private readonly kept = signal<Settings | null>(null);
  private readonly starts = new Subject<string | null>();

  /** The newest first. */
  readonly list = this.all.asReadonly();
  readonly settings = this.kept.asReadonly();
  readonly unread = computed(() => this.all().filter(isUnread).length + this.further());
  /** They could not be read; it is tried again by itself. */
  readonly problem = signal<Problem | null>(null);
  private again: ReturnType<typeof setTimeout> | undefined;
  readonly loaded = computed(() => this.kept() !== null);
  /** The newest that came while one was here: for whoever cannot see the bell. */
  readonly latest = signal<Notification | null>(null);

  constructor() {
    const member = computed(() => this.session.viewer()?.member.id ?? null);
    effect(() => {
      const me = member();
      untracked(() => void this.start(me));
    });
    this.starts
      .pipe(
        switchMap((after) =>
          after === null
            ? EMPTY
            : this.events.follow(NotificationReceivedDocument, { after }).pipe(takeUntil(this.session.ended)),
        ),
      )
      .subscribe(({ notificationReceived: { type, nodeId, notification } }) => {
        if (notification) this.take(notification as Notification, type === 'NOTIFICATION_CREATED');
        // It went out of sight.
        else if (nodeId) this.all.update((list) => list.filter(({ id }) => id !== nodeId));
        void this.recount();
      });
    this.events.resynced.subscribe(() => void this.start(member()));
  }

  /** Ids of notifications, or of conversations for all that is told of them. */
  async markRead(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const { markNotificationsRead } = await this.client.mutate(MarkNotificationsReadDocument, {
      input: { ids: [...ids] },
    });
    for (const read of markNotificationsRead.notifications as readonly Notification[]) this.take(read, false);
  }

  async markAllRead(): Promise<void> {
    await this.markRead(
      this.all()
        .filter(isUnread)
        .map(({ id }) => id),
    );
    while (this.further() > 0) {
      const { notifications } = await this.client.query(UnreadNotificationsDocument, { first: AT_ONCE });
      if (notifications.edges.length === 0) return this.further.set(0);
      await this.markRead(notifications.edges.map(({ node }) => node.id));
      await this.recount();
    }
  }

  hasUnreadOf(conversationId: string): boolean {
    return this.all().some((one) => isUnread(one) && one.conversation?.id === conversationId);
  }

  async save(change: { kind?: Kind; way?: Way; on: boolean }): Promise<void> {
    const { kind, way, on } = change;
    const input = kind && way ? { kinds: [{ kind, [way]: on }] } : { hideText: on };
    const { saveNotificationSettings } = await this.client.mutate(SaveNotificationSettingsDocument, { input });
    if (saveNotificationSettings.settings) this.kept.set(saveNotificationSettings.settings as Settings);
  }

  /** Now, and not only when the next try is due. */
  retry(): void {
    void this.start(this.session.viewer()?.member.id ?? null);
  }

  private async start(me: string | null, tries = 0): Promise<void> {
    clearTimeout(this.again);
    if (!me) {
      this.all.set([]);
      this.kept.set(null);
      this.starts.next(null);
      return;
    }
    try {
      const data = await this.client.query(NotificationsDocument, {});
      if (this.session.viewer()?.member.id !== me) return;
      const list = data.notifications.edges.map(({ node }) => node as Notification);
      this.all.set(list);
      this.further.set(Math.max(0, data.notifications.unreadCount - list.filter(isUnread).length));
      this.kept.set(data.notificationSettings as Settings);
      this.starts.next(data.eventCursor as string);
      this.problem.set(null);
      void closeShown(list);
    } catch (error) {
      if (this.session.viewer()?.member.id !== me) return;
      this.problem.set(problemOf(error));
      const wait = AGAIN_AFTER_MS[Math.min(tries, AGAIN_AFTER_MS.length - 1)];
      this.again = setTimeout(() => this.session.viewer()?.member.id === me && void this.start(me, tries + 1), wait);
    }
  }

  /** Events do not say whether it was one of those that are not at hand. */
  private async recount(): Promise<void> {
    if (this.further() === 0) return;
    const data = await this.client.query(UnreadNotificationsDocument, { first: 1 }).catch(() => null);
    if (data) this.further.set(Math.max(0, data.notifications.unreadCount - this.all().filter(isUnread).length));
  }

  private take(one: Notification, isNews: boolean): void {
    const { list, fallen } = withOne(this.all(), one);
    this.all.set(list);
    if (fallen && isUnread(fallen)) this.further.update((count) => count + 1);
    if (one.readAt) void closeShown([one]);
    else if (isNews) {
      this.latest.set(one);
      if (this.kept()?.kinds.find(({ kind }) => kind === one.kind)?.sound) playChime();
    }
  }
}
