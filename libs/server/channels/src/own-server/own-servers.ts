import { UserProblem, type LookupAll, type Platform } from '@prosa/server/platform';
import { EvolutionClient, GatewayError, type EvolutionClientOptions, type WhatsAppGateway } from '../evolution';
import { guardedFetch, HostRefused } from './guarded-fetch';

/** Somebody waits for the answer. */
const TEST_TIMEOUT_MS = 8_000;
/** More than a server tells about its instances. */
const LARGEST_TEST_ANSWER = 4 * 1024 * 1024;

export const keyContext = (id: string): string => `evolution-server:${id}`;

interface Row {
  id: string;
  tenant_id: string;
  url: string;
  api_key_sealed: string;
  version: number;
}

type Options = Pick<EvolutionClientOptions, 'breaker' | 'onCall'> & { lookup?: LookupAll };

/** The Evolution servers that tenants point to: a client, with circuits of its own, for each. */
export class OwnServers {
  /** By tenant; `of` tells of which address and key it is. */
  private readonly clients = new Map<string, { of: string; client: WhatsAppGateway }>();

  constructor(
    private readonly platform: Platform,
    private readonly options: Options = {},
  ) {}

  /** Null when the instance is on the operator's server. Asked with each call: another process may have changed it. */
  async of(instanceName: string): Promise<WhatsAppGateway | null> {
    try {
      const [row] = await this.platform.db.read<Row & Record<string, unknown>>(
        `select s.id, s.tenant_id, s.url, s.api_key_sealed, s.version from channel c join evolution_server s on s.tenant_id = c.tenant_id where c.instance_name = ?`,
        [instanceName],
      );
      return row ? this.clientOf(row) : null;
    } catch (error) {
      this.platform.logger.error({ err: error }, "a tenant's own Evolution server could not be read");
      throw new GatewayError('SERVER', 'The own server could not be read', { outcomeKnown: true });
    }
  }

  private clientOf({ id, tenant_id, url, api_key_sealed, version }: Row): WhatsAppGateway {
    const of = `${id} ${version}`;
    const known = this.clients.get(tenant_id);
    if (known?.of === of) return known.client;
    const client = this.make(url, this.platform.secrets.open(api_key_sealed, keyContext(id)));
    this.clients.set(tenant_id, { of, client });
    return client;
  }

  private make(baseUrl: string, apiKey: string, more: Partial<EvolutionClientOptions> = {}): EvolutionClient {
    const { lookup, ...options } = this.options;
    return new EvolutionClient({ ...options, baseUrl, apiKey, fetch: guardedFetch(this.platform.config.evolutionHosts, lookup), ...more });
  }

  /** Asks the server what only its own key is told; throws UserProblem when that fails. */
  async test(url: string, apiKey: string): Promise<void> {
    let refused: string | null = null;
    const send = guardedFetch(this.platform.config.evolutionHosts, this.options.lookup);
    const fetch: typeof send = (...asked) =>
      send(...asked).catch((error: unknown) => {
        if (error instanceof HostRefused) refused = error.code;
        throw error;
      });
    try {
      const limits = { timeoutMs: TEST_TIMEOUT_MS, largestAnswer: LARGEST_TEST_ANSWER, retries: 0 };
      await this.make(url, apiKey, { ...limits, fetch }).fetchInstances();
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      throw refused === 'PRIVATE_ADDRESS' ? new UserProblem('PRIVATE_ADDRESS', 'This address is not one of the internet.', ['url']) : problemOf(error);
    }
  }
}

function problemOf({ kind, status }: GatewayError): UserProblem {
  if (kind === 'UNAUTHORISED') return new UserProblem('KEY_REFUSED', 'The server does not take this key.', ['apiKey']);
  const isAway = kind === 'UNREACHABLE' || kind === 'TIMEOUT_UNKNOWN' || (status !== null && status >= 500);
  return isAway
    ? new UserProblem('UNREACHABLE', 'The server does not answer.', ['url'])
    : new UserProblem('NOT_EVOLUTION', 'What answers at this address is no Evolution API.', ['url']);
}

const known = new WeakMap<Platform, OwnServers>();
export const setOwnServers = (platform: Platform, servers: OwnServers): void => void known.set(platform, servers);
export const ownServersOf = (platform: Platform): OwnServers => known.get(platform) ?? new OwnServers(platform);
