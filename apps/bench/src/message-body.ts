/** A text message as Evolution delivers it (contract §4, about a kilobyte), different in each `n`. */
export function messageBody(instance: string, n: number): string {
  const customer = `55119${String(80_000_000 + (n % 500)).padStart(8, '0')}@s.whatsapp.net`;
  return JSON.stringify({
    event: 'messages.upsert',
    instance,
    data: {
      key: { remoteJid: customer, remoteJidAlt: '', fromMe: false, id: `3EB0${n.toString(16).toUpperCase().padStart(16, '0')}`, participant: '', addressingMode: 'pn' },
      pushName: `Cliente ${n % 500}`,
      status: 'DELIVERY_ACK',
      message: { conversation: `Olá, ainda tem a cesta de café da manhã? Pergunta número ${n}` },
      contextInfo: null,
      messageType: 'conversation',
      messageTimestamp: Math.floor(Date.now() / 1000),
      instanceId: '6b8a4a56-95e3-4a3a-9c0f-0d3c0d1f2a11',
      source: 'android',
    },
    destination: 'http://127.0.0.1/webhooks/evolution/key',
    date_time: new Date().toISOString(),
    sender: '5511911112222@s.whatsapp.net',
    server_url: 'http://127.0.0.1',
    apikey: null,
  });
}
