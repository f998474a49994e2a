interface Words {
  subject: string;
  lines: string[];
}
const day = (at: Date, locale: string, timeZone: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at);

/** One line, whatever somebody called their workspace. */
const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

export function invitationMail(about: { tenant: string; by: string; link: string; expiresAt: Date; locale: string; timeZone: string }): Words {
  const [tenant, by, until] = [plain(about.tenant), plain(about.by), day(about.expiresAt, about.locale, about.timeZone)];
  return about.locale === 'pt-BR'
    ? { subject: `${by} convidou você para ${tenant}`, lines: [`${by} convidou você para atender no WhatsApp com a equipe de ${tenant}.`, `Para entrar, abra este link até ${until}:`, about.link, 'O link vale uma vez. Se você não esperava este convite, ignore esta mensagem.'] }
    : { subject: `${by} invited you to ${tenant}`, lines: [`${by} invited you to answer WhatsApp with the team of ${tenant}.`, `To join, open this link before ${until}:`, about.link, 'The link works once. If you did not expect this invitation, ignore this message.'] };
}

export function resetMail(about: { name: string; link: string; locale: string }): Words {
  const name = plain(about.name);
  return about.locale === 'pt-BR'
    ? { subject: 'Nova senha', lines: [`Olá, ${name}.`, 'Para escolher uma nova senha, abra este link dentro de uma hora:', about.link, 'Ele vale uma vez e encerra todas as sessões abertas. Se não foi você que pediu, ignore esta mensagem: sua senha continua a mesma.'] }
    : { subject: 'New password', lines: [`Hello ${name},`, 'To choose a new password, open this link within an hour:', about.link, 'It works once and ends all open sessions. If you did not ask for it, ignore this message: your password stays as it is.'] };
}
