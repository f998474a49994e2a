import { SmtpMailer } from '@prosa/server/identity';
import type { Config } from '@prosa/server/platform';
import { ok, problem, warning, wireCode, type Finding } from './finding';

const PATIENCE_MS = 15_000;

/** Whether e-mail could go out; nothing is sent. */
export async function checkSmtp({ smtp }: Pick<Config, 'smtp'>): Promise<Finding[]> {
  if (!smtp) return [ok('e-mail', 'SMTP_URL is not set: links of invitations and new passwords are copied by hand.')];
  const { host } = new URL(smtp.url);
  try {
    await new SmtpMailer(smtp.url, smtp.from).verify();
    return [ok('e-mail', `${host} lets us in.`)];
  } catch (error) {
    const code = (error as { code?: string }).code ?? 'UNKNOWN';
    if (code.startsWith('EAUTH'))
      return [problem('e-mail', `${host} refuses the user or password of SMTP_URL (${code}).`)];
    return [
      problem('e-mail', `${host} cannot be reached by SMTP (${code}): look at SMTP_URL, its port, and smtp or smtps.`),
    ];
  }
}

/** Whether the model's provider takes our key. */
export async function checkModel({ openai }: Pick<Config, 'openai'>): Promise<Finding[]> {
  if (!openai) return [warning('model', 'OPENAI_API_KEY is not set: agents hand every conversation to people.')];
  const url = openai.baseUrl ?? 'https://api.openai.com/v1';
  try {
    const answer = await fetch(`${url}/models`, {
      headers: { authorization: `Bearer ${openai.apiKey}` },
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await answer.body?.cancel();
    if (answer.status === 401 || answer.status === 403)
      return [problem('model', `${url} does not take OPENAI_API_KEY.`)];
    // Some that speak the protocol have no such list.
    return [ok('model', `${url} answers.`)];
  } catch (error) {
    return [problem('model', `${url} cannot be reached (${wireCode(error)}).`)];
  }
}
