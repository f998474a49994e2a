import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
  signal,
  untracked,
} from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import type {
  AgentSettingsFragment,
  AgentStatus,
  FormErrors,
  Problem,
  UserErrorLike,
} from '@prosa/dashboard/data-access';
import {
  formErrors,
  GraphqlClient,
  LiveEvents,
  LiveIntegrations,
  liveQuery,
  NO_ERRORS,
  problemOf,
  SessionStore,
} from '@prosa/dashboard/data-access';
import {
  Confirm,
  EmptyState,
  Field,
  FieldControl,
  Icon,
  LoadState,
  Notice,
  Page,
  PhonePipe,
  Preferences,
  ProblemNotice,
  Status,
  WeekEditor,
  weekText,
} from '@prosa/dashboard/ui';
import { filter, map, switchMap } from 'rxjs';
import { AgentEventsSubscription, AgentQuery, SaveAgentMutation, SetAgentStatusMutation } from '../agent.documents';
import { statusLook } from '../agent-status';
import type { AgentDraft, DraftField } from './agent-draft';
import { blankDraft, changedFields, draftOf, FIELD_PATHS, rebase, saveInput } from './agent-draft';

const LANGUAGE_NAMES: Readonly<Record<string, string>> = { 'pt-BR': 'Português (Brasil)', en: 'English' };
const WITH_HINT: readonly DraftField[] = ['name', 'language', 'business', 'offer', 'goal', 'policies'];

@Component({
  selector: 'prosa-agent-editor',
  imports: [
    EmptyState,
    Field,
    FieldControl,
    Icon,
    LoadState,
    MatButton,
    Notice,
    Page,
    PhonePipe,
    ProblemNotice,
    RouterLink,
    Status,
    TranslocoDirective,
    WeekEditor,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './agent-editor.html',
  styleUrl: './agent-editor.scss',
  host: { '(window:beforeunload)': 'warn($event)' },
})
export class AgentEditor {
  private readonly graphql = inject(GraphqlClient);
  private readonly live = inject(LiveEvents);
  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  private readonly confirm = inject(Confirm);
  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(Preferences).language;
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly clientKey = crypto.randomUUID();

  /** Absent: a new agent. */
  readonly id = input<string>();
  protected readonly query = liveQuery(AgentQuery, () => (this.id() ? { id: this.id() as string } : null));
  protected readonly agent = computed(() => {
    const node = this.query.data()?.node;
    return node && 'config' in node ? (node as AgentSettingsFragment) : undefined;
  });
  protected readonly gone = computed(() => !!this.query.data() && !this.agent());
  protected readonly mayManage = computed(() => this.session.can('agent:manage'));
  protected readonly mayConnect = computed(() => this.session.can('channel:manage'));

  /** What was read or last saved; the draft is compared with it and saved against its version. */
  private readonly base = signal<{ draft: AgentDraft; id?: string; version: number }>({
    draft: blankDraft(this.language()),
    version: 0,
  });
  protected readonly draft = signal<AgentDraft>(this.base().draft);
  protected readonly dirty = computed(() => changedFields(this.draft(), this.base().draft).length > 0);
  /** Another person saved the same fields meanwhile: their values, until one decides. */
  protected readonly theirs = signal<AgentSettingsFragment | undefined>(undefined);
  protected readonly conflicts = computed(() => {
    const theirs = this.theirs();
    return theirs ? rebase(this.draft(), this.base().draft, draftOf(theirs)).collisions : [];
  });
  protected readonly busy = signal(false);
  protected readonly saved = signal(false);
  protected readonly errors = signal<FormErrors>(NO_ERRORS);
  protected readonly problem = signal<Problem | undefined>(undefined);
  protected readonly look = statusLook;
  protected readonly types = ['SDR', 'SUPPORT', 'SPECIALIST', 'SCHEDULER'] as const;
  protected readonly texts = [
    { field: 'business', rows: 3 },
    { field: 'offer', rows: 4 },
    { field: 'audience', rows: 2 },
  ] as const;
  protected readonly manner = [
    { field: 'persona', rows: 3 },
    { field: 'goal', rows: 2 },
    { field: 'policies', rows: 3 },
    { field: 'handoffRules', rows: 2 },
  ] as const;

  constructor() {
    effect(() => {
      const agent = this.agent();
      untracked(() => {
        if (agent) this.meet(agent);
      });
    });
    inject(LiveIntegrations).changes.pipe(takeUntilDestroyed()).subscribe();
    toObservable(computed(() => this.query.data()?.eventCursor, { equal: (a, b) => !a === !b }))
      .pipe(
        filter((cursor) => cursor !== undefined),
        switchMap((after) => this.live.follow(AgentEventsSubscription, { after })),
        map(({ events }) => events.nodeId),
        takeUntilDestroyed(),
      )
      .subscribe(() => void this.query.refetch());
  }

  protected set<K extends DraftField>(field: K, value: AgentDraft[K]): void {
    this.saved.set(false);
    this.draft.update((draft) => ({ ...draft, [field]: value }));
  }

  protected error(field: DraftField): string | null {
    const error = this.errors().fields[FIELD_PATHS[field]];
    return error ? this.words(error) : null;
  }

  protected words(error: UserErrorLike): string {
    const key = `agent.errors.${error.code}`;
    const known = this.transloco.translate(key);
    return known && known !== key ? known : error.message;
  }

  /** The other person's value, under the field it collides with. */
  protected hint(field: DraftField): string {
    const theirs = this.theirs();
    if (theirs && this.conflicts().includes(field)) {
      return this.transloco.translate('agent.conflict.theirs', { value: this.shown(draftOf(theirs), field) || '—' });
    }
    if (field === 'type') return this.transloco.translate(`agent.typeHints.${this.draft().type}`);
    return WITH_HINT.includes(field) ? this.transloco.translate(`agent.hints.${field}`) : '';
  }

  /** A value as the form shows it. */
  private shown(draft: AgentDraft, field: DraftField): string {
    if (field === 'type') return this.transloco.translate(`agent.types.${draft.type}`);
    if (field === 'language') return LANGUAGE_NAMES[draft.language] ?? draft.language;
    if (field === 'operatingHours') return weekText(draft.operatingHours, this.language());
    return String(draft[field]);
  }

  protected async save(event?: Event): Promise<void> {
    event?.preventDefault();
    if (this.busy()) return;
    this.busy.set(true);
    this.errors.set(NO_ERRORS);
    this.problem.set(undefined);
    const { draft: before, id, version } = this.base();
    try {
      const input = saveInput(this.draft(), before, id ? { id, version } : undefined, this.clientKey);
      const { saveAgent } = await this.graphql.mutate(
        SaveAgentMutation,
        { input },
        { refetchQueries: id ? [] : ['Agents'] },
      );
      const stale = saveAgent.userErrors.some((error) => error.code === 'STALE');
      if (stale && saveAgent.agent) return this.meet(saveAgent.agent);
      if (saveAgent.userErrors.length > 0) {
        this.errors.set(formErrors(saveAgent.userErrors, Object.values(FIELD_PATHS)));
        return this.showFirstError();
      }
      if (!saveAgent.agent) return;
      this.adopt(saveAgent.agent);
      this.saved.set(true);
      if (!id) await this.router.navigate(['/agents', saveAgent.agent.id], { replaceUrl: true });
    } catch (error) {
      this.problem.set(problemOf(error));
    } finally {
      this.busy.set(false);
    }
  }

  /** Saves this draft over what the other person saved; only the fields changed here are sent. */
  protected async keepMine(): Promise<void> {
    const theirs = this.theirs();
    if (!theirs) return;
    this.settle(theirs);
    await this.save();
  }

  /** Their values where both changed; what only I changed stays. */
  protected takeTheirs(): void {
    const theirs = this.theirs();
    if (!theirs) return;
    const collisions = this.conflicts();
    this.settle(theirs);
    const saved = this.base().draft;
    this.draft.update((draft) => collisions.reduce((all, field) => ({ ...all, [field]: saved[field] }), draft));
  }

  protected discard(): void {
    this.draft.set(this.base().draft);
    this.errors.set(NO_ERRORS);
  }

  protected async setStatus(status: AgentStatus): Promise<void> {
    const agent = this.agent();
    if (!agent || this.busy()) return;
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      const { setAgentStatus } = await this.graphql.mutate(SetAgentStatusMutation, { input: { id: agent.id, status } });
      this.errors.set(formErrors(setAgentStatus.userErrors, []));
    } catch (error) {
      this.problem.set(problemOf(error));
    } finally {
      this.busy.set(false);
    }
  }

  /** Asked by the route guard. */
  async mayLeave(): Promise<boolean> {
    if (!this.dirty() || this.busy() || !this.session.signedIn()) return true;
    return this.confirm.ask({
      title: this.transloco.translate('agent.leave.title'),
      text: this.transloco.translate('agent.leave.text'),
      confirm: this.transloco.translate('agent.leave.discard'),
      cancel: this.transloco.translate('agent.leave.stay'),
    });
  }

  protected warn(event: BeforeUnloadEvent): void {
    if (this.dirty()) event.preventDefault();
  }

  /** Fresh values fill the form where nobody has typed; where both wrote, a person decides. */
  private meet(agent: AgentSettingsFragment): void {
    if (!this.dirty()) return this.adopt(agent);
    if (agent.version <= this.base().version) return;
    if (rebase(this.draft(), this.base().draft, draftOf(agent)).collisions.length > 0) this.theirs.set(agent);
    else this.settle(agent);
  }

  /** Theirs becomes what one's own changes stand on. */
  private settle(theirs: AgentSettingsFragment): void {
    const { draft } = rebase(this.draft(), this.base().draft, draftOf(theirs));
    this.base.set({ draft: draftOf(theirs), id: theirs.id, version: theirs.version });
    this.draft.set(draft);
    this.theirs.set(undefined);
  }

  /** The focus goes to what has to be put right. */
  private showFirstError(): void {
    afterNextRender(() => this.host.querySelector<HTMLElement>('form [aria-invalid]')?.focus(), {
      injector: this.injector,
    });
  }

  private adopt(agent: AgentSettingsFragment): void {
    const draft = draftOf(agent);
    this.base.set({ draft, id: agent.id, version: agent.version });
    this.draft.set(draft);
    this.theirs.set(undefined);
  }
}
