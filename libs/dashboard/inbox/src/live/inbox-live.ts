import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { Apollo } from 'apollo-angular';
import { merge, Subject, takeUntil } from 'rxjs';
import {
  EventCursorQuery,
  type EventType,
  GraphqlClient,
  type InboxSharingEventsSubscription,
  LiveEvents,
  LiveSocket,
  SessionStore,
} from '@prosa/dashboard/data-access';
import {
  ConversationChangedDocument,
  MessageChangedDocument,
  MessageReceivedDocument,
  SharingEventsDocument,
} from './live.documents';
import { ContactChangedDocument } from '../people/people.documents';
import type { Conversation, Message } from '../inbox.model';
import type { Activity } from '../thread/activity-line';
import type { Label } from '../labels/label';

/** `label` null: it is gone. `name`: from what to what, where that changed. */
export interface LabelEvent {
  readonly id: string;
  readonly label: Label | null;
  readonly name: readonly [string | null, string | null] | null;
}

const SHARING: EventType[] = ['LABEL_CHANGED', 'LABEL_DELETED', 'ACTIVITY_ADDED'];

/**
 * Follows conversations and messages from the moment the inbox is first opened until the session ends. The position in the event
 * log is read before any list: what happens between the two is told, so that no reading needs to be repeated.
 */
@Injectable({ providedIn: 'root' })
export class InboxLive {
  private readonly apollo = inject(Apollo);
  private readonly client = inject(GraphqlClient);
  private readonly events = inject(LiveEvents);
  private readonly session = inject(SessionStore);
  private readonly socket = inject(LiveSocket);
  private readonly asked = signal(false);
  private following: string | null = null;

  readonly memberId = computed(() => this.session.viewer()?.member.id ?? null);
  readonly online = computed(() => this.socket.state() === 'live');
  readonly offline = computed(() => this.socket.state() === 'offline');
  /** Lists may be read now: either the events are followed, or the server does not answer and the list will say so. */
  readonly ready = computed(() => this.asked() && this.memberId() !== null);

  readonly conversations = new Subject<Conversation>();
  /** Ids of what went out of sight, or away. */
  readonly forgotten = new Subject<string>();
  /** Contacts whose threads others' messages came into, or went out of: they were merged, or taken apart. */
  readonly regrouped = new Subject<string>();
  readonly labels = new Subject<LabelEvent>();
  readonly activities = new Subject<{ readonly conversationId: string; readonly activity: Activity }>();
  readonly messages = new Subject<{ readonly conversationId: string; readonly message: Message }>();

  constructor() {
    effect(() => {
      const me = this.memberId();
      untracked(() => {
        if (me) return void this.start();
        this.following = null;
        this.asked.set(false);
      });
    });
  }

  /** Called again by a retry: it follows once per session, however often it is asked. */
  async start(): Promise<void> {
    const me = this.memberId();
    if (!me || this.following === me) return;
    this.following = me;
    try {
      const { eventCursor } = await this.client.query(EventCursorQuery, {});
      if (this.following === me) this.follow(eventCursor as string);
    } catch {
      this.following = null;
    } finally {
      this.asked.set(true);
    }
  }

  private follow(after: string): void {
    const ended = this.session.ended;
    merge(
      this.events.follow(MessageReceivedDocument, { after }),
      this.events.follow(ConversationChangedDocument, { after }),
      this.events.follow(MessageChangedDocument, { after }),
      this.events.follow(ContactChangedDocument, { after }),
      this.events.follow(SharingEventsDocument, { variables: { types: SHARING }, after }),
    )
      .pipe(takeUntil(ended))
      .subscribe((event) => {
        if ('messageReceived' in event) {
          const { message } = event.messageReceived;
          if (!message) return;
          this.conversations.next(message.conversation);
          this.messages.next({ conversationId: message.conversation.id, message });
        } else if ('messageChanged' in event) {
          const { message, nodeId } = event.messageChanged;
          if (!message && nodeId) this.forget('Message', nodeId);
        } else if ('conversationChanged' in event) {
          const { conversation, nodeId } = event.conversationChanged;
          if (conversation) this.conversations.next(conversation);
          else if (nodeId) this.forget('Conversation', nodeId);
        } else if ('contactChanged' in event) {
          const { contact, type, changes } = event.contactChanged;
          if (contact && (type === 'CONTACTS_MERGED' || (changes as Record<string, unknown> | null)?.['identities']))
            this.regrouped.next(contact.id);
        } else if ('events' in event) {
          this.share(event.events);
        }
      });
  }

  private share(event: InboxSharingEventsSubscription['events']): void {
    const node = event.__typename === 'EntityEvent' ? event.node : null;
    if (node?.__typename === 'ConversationActivity') {
      this.activities.next({ conversationId: node.conversation.id, activity: node });
    } else if ((event.type === 'LABEL_CHANGED' || event.type === 'LABEL_DELETED') && event.nodeId) {
      const { name = null } = (event.changes ?? {}) as { name?: LabelEvent['name'] };
      this.labels.next({ id: event.nodeId, label: node?.__typename === 'Label' ? node : null, name });
    }
  }

  /** Deleted, or no longer in this member's sight. */
  forget(type: 'Conversation' | 'Message', id: string): void {
    const { cache } = this.apollo.client;
    cache.evict({ id: cache.identify({ __typename: type, id }) });
    cache.gc();
    this.forgotten.next(id);
  }
}
