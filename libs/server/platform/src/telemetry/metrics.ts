import type { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** The process's metrics; `registry` is what `/metrics` prints. Asking for a name again gives the same instrument. */
export interface Metrics {
  registry: Registry;
  counter(name: string, help: string, labels?: readonly string[]): Counter;
  gauge(name: string, help: string, labels?: readonly string[]): Gauge;
  histogram(name: string, help: string, labels?: readonly string[], buckets?: readonly number[]): Histogram;
}
