import { EvolutionClient } from './evolution-client';
import { restPair } from './testing/captured';
import { captured, json, ScriptedServer } from './testing/scripted-server';

let server: ScriptedServer;
beforeAll(async () => void (server = await ScriptedServer.start()));
afterAll(() => server.stop());

const client = () => new EvolutionClient({ baseUrl: server.url, apiKey: 'key', retryDelayMs: 1 });
const instance = 'loja-centro';
const remoteJid = '5511999990001@s.whatsapp.net';
const key = (providerId: string, fromMe = true) => ({ providerId, remoteJid, fromMe });

it('reacts, and takes it back, as captured; the answer dates it as its event does', async () => {
  server.script(captured('send-reaction.remove'));
  const { at } = await client().react({ instance, key: key('3A66017D7E90CFC082DF', false), emoji: '' });
  expect(at).toEqual(new Date(1795447363789));
  const { method, path, body } = restPair('send-reaction.remove').request;
  expect(server.received).toMatchObject([{ method, path, body }]);
});

it('edits, with the number as the jid that the server compares with the key', async () => {
  server.script(captured('update-message.ok'));
  const { at } = await client().editText({ instance, key: key('3EB0F500E670BC9F57FE3B'), text: 'Olá Ana! (editado)' });
  expect(at).toEqual(new Date(1795447381210));
  const { method, path, body } = restPair('update-message.ok').request;
  expect(server.received).toMatchObject([{ method, path, body: { ...(body as object), number: remoteJid } }]);
});

it('deletes for everyone, with a body on the DELETE', async () => {
  server.script(captured('delete-for-everyone.ok'));
  expect(await client().deleteForEveryone({ instance, key: key('3EB075300CAFDDC16D34E3') })).toEqual({ at: new Date(1795447382_000) });
  const { method, path, body } = restPair('delete-for-everyone.ok').request;
  expect(server.received).toMatchObject([{ method, path, body }]);
});

it('a refusal is surely not done; an answer that names no message, and an error of the server, may be', async () => {
  const edit = () => client().editText({ instance, key: key('NAOEXISTE'), text: 'x' });
  server.script(captured('update-message.unknown-400'));
  await expect(edit()).rejects.toMatchObject({ kind: 'INVALID', outcomeKnown: true });
  server.script(json(200, { error: true, message: '[object Object]' }));
  await expect(edit()).rejects.toMatchObject({ outcomeKnown: false });
  server.script(json(500, {}));
  await expect(edit()).rejects.toMatchObject({ kind: 'SERVER', outcomeKnown: false });
  expect(server.received).toHaveLength(1);
});
