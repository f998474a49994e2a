import type { S3Options } from '../blobs/s3-blobs';

/** The whole configuration, read once from the environment by `readConfig`. Absent outside services are null. */
export interface Config {
  port: number;
  host: string;
  /** Where browsers and Evolution reach us. */
  publicUrl: string;
  /** Addresses and networks of reverse proxies whose word on where a request comes from is taken. */
  trustedProxies: string[];
  dataDir: string;
  /** Larger files of messages stay with WhatsApp. */
  largestMediaBytes: number;
  /** Where files of messages lie; null: in the data folder. */
  s3: S3Options | null;
  databaseUrl: string;
  roles: ('web' | 'worker')[];
  production: boolean;
  logLevel: string;
  /** How many operations an API key may begin in a minute, in each process. */
  operationsPerKey: number;
  /** What `/metrics` asks for; null leaves it to this machine. */
  metricsToken: string | null;
  /** Services that a stand-in answers for, as the operator says: the dashboard shows a badge. */
  standIns: string[];
  testPhoneUrl: string | null;
  evolution: { url: string; apiKey: string; webhookUrl: string } | null;
  /** Hosts on which tenants may have Evolution servers of their own; empty: on none. */
  evolutionHosts: string[];
  /** How e-mail goes out; null: not at all, links are copied. */
  smtp: { url: string; from: string } | null;
  /** Hosts of push services that may be called wherever they are; the open Internet's need not be named. */
  pushHosts: string[];
  openai: { apiKey: string; baseUrl: string | undefined; model: string } | null;
}
