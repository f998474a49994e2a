/** The whole configuration, read once from the environment by `readConfig`. Absent outside services are null. */
export interface Config {
  port: number;
  host: string;
  /** Where browsers and Evolution reach us; also the only allowed browser origin. */
  publicUrl: string;
  dataDir: string;
  databaseUrl: string;
  roles: ('web' | 'worker')[];
  production: boolean;
  logLevel: string;
  testPhoneUrl: string | null;
  /** The badge "sandbox" is shown for what runs against a stand-in. */
  evolution: { url: string; apiKey: string; webhookUrl: string } | null;
  openai: { apiKey: string; baseUrl: string | undefined; model: string } | null;
}
