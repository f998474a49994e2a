import { GatewayError, type ConnectAnswer, type CreateInstance, type GatewayErrorKind, type InstanceInfo, type InstanceSettings, type InstanceState, type InstanceWebhook, type WhatsAppGateway } from '../evolution';

const failed = (kind: GatewayErrorKind) => new GatewayError(kind, kind, { status: null, outcomeKnown: true });
const unused = async (): Promise<never> => {
  throw new Error('Channels do not send');
};

/** Evolution as far as channels use it: instances with their webhooks, and whatever a test makes it answer. Only for tests. */
export class FakeGateway implements WhatsAppGateway {
  readonly calls: string[] = [];
  readonly webhooks = new Map<string, InstanceWebhook>();
  readonly phones: (string | undefined)[] = [];
  /** What `connect` says, oldest first; the last is repeated. */
  answers: ConnectAnswer[] = [{ kind: 'qr', code: '2@answer', imageDataUrl: 'data:image/png;base64,AA==', pairingCode: null, count: 1 }];
  state: InstanceState = 'OPEN';
  disconnectionReason: number | null = null;
  /** What the server's database holds, where that is not what is so. */
  stored: InstanceState | null = null;
  settings: InstanceSettings = { groupsIgnore: true, readMessages: false };
  /** The next calls of an operation that fail, and how. */
  readonly failures: [operation: string, kind: GatewayErrorKind][] = [];
  /** Nobody answers. */
  away = false;
  /** How often `deleteInstance` still finds the instance. */
  deletions = 1;
  /** Runs while the call is under way. */
  during: ((operation: string) => Promise<void>) | null = null;

  private async call(operation: string): Promise<void> {
    this.calls.push(operation);
    await this.during?.(operation);
    if (this.away) throw failed('UNREACHABLE');
    const at = this.failures.findIndex(([of]) => of === operation);
    const [failure] = at < 0 ? [] : this.failures.splice(at, 1);
    if (failure) throw failed(failure[1]);
  }

  async createInstance(input: CreateInstance) {
    await this.call('createInstance');
    if (this.webhooks.has(input.instanceName)) throw failed('NAME_TAKEN');
    this.webhooks.set(input.instanceName, input);
    return { instanceId: null, state: 'CLOSE' as const };
  }
  async setWebhook(webhook: InstanceWebhook) {
    await this.call('setWebhook');
    this.webhooks.set(webhook.instanceName, webhook);
  }
  async findWebhook(name: string) {
    await this.call('findWebhook');
    const known = this.webhooks.get(name);
    return known ? { enabled: true, url: known.webhookUrl, events: [...known.events], byEvents: false, base64: false } : null;
  }
  async connect(_instance: string, phone?: string): Promise<ConnectAnswer> {
    this.phones.push(phone);
    await this.call('connect');
    return (this.answers.length > 1 ? this.answers.shift() : this.answers[0]) as ConnectAnswer;
  }
  async connectionState() {
    await this.call('connectionState');
    return this.state;
  }
  async fetchInstance(name: string): Promise<InstanceInfo> {
    await this.call('fetchInstance');
    return this.info(name);
  }
  async fetchInstances(): Promise<InstanceInfo[]> {
    await this.call('fetchInstances');
    return [...this.webhooks.keys()].map((name) => this.info(name));
  }
  private info(name: string): InstanceInfo {
    const { disconnectionReason, settings } = this;
    const state = this.stored ?? this.state;
    return { name, instanceId: null, state, ownJid: null, ownNumber: null, profileName: null, profilePictureUrl: null, disconnectionReason, disconnectedAt: null, settings };
  }
  async restart() {
    await this.call('restart');
  }
  async findSettings() {
    await this.call('findSettings');
    return this.settings;
  }
  async changeSettings(_instance: string, change: InstanceSettings) {
    await this.call('changeSettings');
    this.settings = change;
  }
  async logout() {
    await this.call('logout');
  }
  async deleteInstance(name: string) {
    await this.call('deleteInstance');
    if (!this.webhooks.has(name) || this.deletions-- <= 0) throw failed('NOT_FOUND');
  }
  sendText = unused;
  sendFile = unused;
  sendVoice = unused;
  sendPlace = unused;
  sendCards = unused;
  react = unused;
  editText = unused;
  deleteForEveryone = unused;
  findMessages = unused;
  fetchMedia = unused;
  whatsappNumbers = unused;
  groupName = unused;
  profilePictureUrl = unused;
  markRead = unused;
  sendPresence = unused;
}
