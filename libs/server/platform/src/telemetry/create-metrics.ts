import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Metrics } from './metrics';

/** Seconds: from a cached read to a model's answer. */
const BUCKETS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function createMetrics(options: { processMetrics?: boolean } = {}): Metrics {
  const registry = new Registry();
  if (options.processMetrics) collectDefaultMetrics({ register: registry });
  const once = <T>(name: string, make: () => T): T => (registry.getSingleMetric(name) as T | undefined) ?? make();
  return {
    registry,
    counter: (name, help, labelNames = []) => once(name, () => new Counter({ name, help, labelNames: [...labelNames], registers: [registry] })),
    gauge: (name, help, labelNames = []) => once(name, () => new Gauge({ name, help, labelNames: [...labelNames], registers: [registry] })),
    histogram: (name, help, labelNames = [], buckets = BUCKETS) =>
      once(name, () => new Histogram({ name, help, labelNames: [...labelNames], buckets: [...buckets], registers: [registry] })),
  };
}
