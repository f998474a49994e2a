import type { FastifyRequest } from 'fastify';
import type { World } from '../world';
import { notFound, unauthorised } from './answer';
import type { Instance } from './instance';

/** Who may ask, in Evolution's order: whether the instance exists comes before whether the key is right. */
export class Guard {
  constructor(
    private readonly world: World,
    private readonly globalKey: string,
  ) {}

  instance(request: FastifyRequest): Instance {
    const { name } = request.params as { name: string };
    const instance = this.world.instances.get(name);
    if (!instance) throw notFound(`The "${name}" instance does not exist`);
    const key = request.headers['apikey'];
    if (!this.isGlobal(key) && key !== instance.token) throw unauthorised();
    return instance;
  }

  private isGlobal(key: unknown): boolean {
    return key === this.globalKey && !this.world.faults.keyRevoked;
  }

  requireGlobal(request: FastifyRequest): void {
    if (!this.isGlobal(request.headers['apikey'])) throw unauthorised();
  }

  /** Null for the global key, which sees all. */
  ownerOf(request: FastifyRequest): Instance | null {
    const key = request.headers['apikey'];
    if (this.isGlobal(key)) return null;
    const own = [...this.world.instances.values()].find((one) => one.token === key);
    if (!own) throw unauthorised();
    return own;
  }
}
